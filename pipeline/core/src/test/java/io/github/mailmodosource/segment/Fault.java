package io.github.mailmodosource.segment;

import io.github.mailmodosource.segment.FaultServer.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One way to treat a request. */
sealed interface Fault {
  /** Returns whether the connection goes on. */
  @FunctionalInterface
  non-sealed interface BeforeTheBody extends Fault {
    boolean act(Socket connection, InputStream in) throws IOException, InterruptedException;
  }

  /** Returns whether the connection goes on. */
  @FunctionalInterface
  non-sealed interface AfterTheBody extends Fault {
    boolean act(FaultServer server, Request request, Socket connection)
        throws IOException, InterruptedException;
  }

  /** Takes the events, and says so. */
  static AfterTheBody accept() {
    return acceptAfter(Duration.ZERO);
  }

  static AfterTheBody acceptAfter(Duration latency) {
    return (server, request, connection) -> {
      Thread.sleep(latency.toMillis());
      server.accept(request);
      return write(connection, answer(200, "", "{\"success\": true}"));
    };
  }

  /** Takes none of the events. */
  static AfterTheBody status(int status) {
    return status(status, "", "{\"success\": false}");
  }

  /**
   * Takes none of the events.
   *
   * @param headers whole lines, each with its line end
   */
  static AfterTheBody status(int status, String headers, String body) {
    return raw(answer(status, headers, body));
  }

  static AfterTheBody retryAfter(int status, String value) {
    return status(status, "Retry-After: " + value + "\r\n", "slow down");
  }

  /** Takes none of the events, and answers with these very bytes. */
  static AfterTheBody raw(String bytes) {
    return (server, request, connection) -> write(connection, bytes);
  }

  static BeforeTheBody resetBeforeTheBody() {
    return (connection, in) -> reset(connection);
  }

  static BeforeTheBody resetWithinTheBody() {
    return (connection, in) -> {
      in.readNBytes(20);
      return reset(connection);
    };
  }

  /** An answer that does not wait for the body, and closes the connection. */
  static BeforeTheBody earlyAnswer(int status) {
    return (connection, in) -> {
      write(connection, answer(status, "Connection: close\r\n", "too early"));
      return false;
    };
  }

  static AfterTheBody resetAfterTheBody() {
    return (server, request, connection) -> reset(connection);
  }

  /** Takes the events; the answer is lost. */
  static AfterTheBody acceptAndReset() {
    return (server, request, connection) -> {
      server.accept(request);
      return reset(connection);
    };
  }

  /** Takes the events; the connection breaks within the answer. */
  static AfterTheBody acceptAndBreakOff() {
    return (server, request, connection) -> {
      server.accept(request);
      write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"succ");
      return false;
    };
  }

  static AfterTheBody hang() {
    return (server, request, connection) -> {
      Thread.sleep(60_000);
      return false;
    };
  }

  /** The headers at once, the body a byte at a time, for ever. */
  static AfterTheBody slowDrip() {
    return (server, request, connection) -> {
      write(connection, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
      while (true) {
        write(connection, "1\r\n \r\n");
        Thread.sleep(20);
      }
    };
  }

  /** Takes the events, and does not stop talking about it. */
  static AfterTheBody acceptAndTalkForEver() {
    return (server, request, connection) -> {
      server.accept(request);
      write(connection, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
      String chunk = "1000\r\n" + " ".repeat(0x1000) + "\r\n";
      while (true) {
        write(connection, chunk);
      }
    };
  }

  private static String answer(int status, String headers, String body) {
    return "HTTP/1.1 %d Some Reason\r\nContent-Type: application/json\r\nContent-Length: %d\r\n%s\r\n%s"
        .formatted(status, body.getBytes(StandardCharsets.UTF_8).length, headers, body);
  }

  private static boolean write(Socket connection, String text) throws IOException {
    OutputStream out = connection.getOutputStream();
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
    return true;
  }

  private static boolean reset(Socket connection) throws IOException {
    connection.setSoLinger(true, 0);
    return false;
  }
}
