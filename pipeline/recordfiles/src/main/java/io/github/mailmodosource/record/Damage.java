package io.github.mailmodosource.record;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What libraries throw at bytes that are not what they should be, as one line. */
public final class Damage {
  private Damage() {}

  /**
   * What is wrong with a file.
   *
   * @param where the part that cannot be read: {@code its footer}
   * @param e whatever was thrown
   */
  public static IOException in(String where, Throwable e) {
    return new IOException(where + " is damaged (" + why(e) + ")", e);
  }

  /** The innermost cause of something, which is the one that says what happened. */
  public static Throwable causeOf(Throwable e) {
    Throwable cause = e;
    for (@Nullable Throwable inner = e.getCause(); inner != null; inner = inner.getCause()) {
      cause = inner;
    }
    return cause;
  }

  private static String why(Throwable e) {
    Throwable cause = causeOf(e);
    String message = cause.getMessage();
    return message == null || message.isBlank()
        ? cause.getClass().getSimpleName()
        : message.strip().lines().findFirst().orElse("");
  }
}
