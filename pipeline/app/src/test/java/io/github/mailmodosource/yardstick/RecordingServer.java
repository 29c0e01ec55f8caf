package io.github.mailmodosource.yardstick;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** Answers every request as Segment does when all is well, and keeps what was asked. */
final class RecordingServer implements AutoCloseable {
  private static final byte[] ACCEPTED = "{\"success\":true}".getBytes(StandardCharsets.US_ASCII);

  static {
    // Without it every answer on a kept connection waits for the other side's delayed ACK.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  /**
   * A request as it came.
   *
   * @param headers by their names in lower case; several values joined by a comma
   * @param body unpacked, if it was packed
   */
  record Request(String method, String path, Map<String, String> headers, String body) {}

  private RecordingServer(HttpServer server) {
    this.server = server;
  }

  /** A server on any free port of this machine alone. */
  static RecordingServer start() throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    RecordingServer server = new RecordingServer(http);
    http.createContext("/", server::record);
    http.start();
    return server;
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  private void record(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> headers = new TreeMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(lowerCase(name), String.join(",", values)));
      byte[] body = exchange.getRequestBody().readAllBytes();
      if ("gzip".equals(headers.get("content-encoding"))) {
        body = unpacked(body);
      }
      requests.add(
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              headers,
              new String(body, StandardCharsets.UTF_8)));
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, ACCEPTED.length);
      exchange.getResponseBody().write(ACCEPTED);
    }
  }

  private static byte[] unpacked(byte[] body) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return in.readAllBytes();
    }
  }

  private static String lowerCase(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
