package io.github.mailmodosource.segment;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import org.jspecify.annotations.Nullable;

/** Says what went wrong on the network: the client's own exceptions often say nothing. */
final class NetworkFailure {
  private NetworkFailure() {}

  /** What the client says when a proxy makes no tunnel; the status follows. */
  private static final String NO_TUNNEL = "Tunnel failed, got: ";

  /** One line without secrets, such as {@code connection refused}. */
  static String describe(IOException e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof UnresolvedAddressException) {
        return "the host is unknown";
      }
    }
    String message = message(e);
    if (message != null) {
      return message.startsWith(NO_TUNNEL)
          ? "the proxy answered " + message.substring(NO_TUNNEL.length()) + " to CONNECT"
          : message;
    }
    if (e instanceof ConnectException) {
      return "connection refused";
    }
    return e instanceof ClosedChannelException ? "connection closed" : e.getClass().getSimpleName();
  }

  private static @Nullable String message(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      String message = t.getMessage();
      if (message != null && !message.isBlank()) {
        return message;
      }
    }
    return null;
  }
}
