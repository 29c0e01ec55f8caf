package io.github.mailmodosource;

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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/**
 * Something behind {@code --endpoint} that answers as Segment does when all is well, until it is
 * told otherwise, and keeps what was asked.
 */
public final class RecordingServer implements AutoCloseable {
  private static final int OK = 200;

  static {
    // Without it every answer on a kept connection waits for the other side's delayed ACK.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile int status = OK;

  /**
   * A request as it came.
   *
   * @param headers by their names in lower case; several values joined by a comma
   * @param body unpacked, if it was packed
   * @param status of its answer
   */
  public record Request(
      String method, String path, Map<String, String> headers, String body, int status) {}

  private RecordingServer(HttpServer server) {
    this.server = server;
  }

  /** A server on any free port of this machine alone. */
  public static RecordingServer start() throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    RecordingServer server = new RecordingServer(http);
    http.createContext("/", server::record);
    http.setExecutor(server.threads);
    http.start();
    return server;
  }

  /** What it answers from now on; with 200 it takes the events. */
  public RecordingServer answering(int code) {
    status = code;
    return this;
  }

  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** The messageIds that it took, and how often each. */
  public Map<String, Integer> taken() {
    Map<String, Integer> taken = new TreeMap<>();
    for (Request request : requests) {
      if (request.status() == OK) {
        JobProbe.parse(request.body())
            .path("batch")
            .forEach(event -> taken.merge(event.path("messageId").asText(), 1, Integer::sum));
      }
    }
    return taken;
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
      int code = status;
      requests.add(
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              headers,
              new String(body, StandardCharsets.UTF_8),
              code));
      byte[] answer = ("{\"success\":" + (code == OK) + "}").getBytes(StandardCharsets.US_ASCII);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(code, answer.length);
      exchange.getResponseBody().write(answer);
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
    threads.shutdownNow();
  }
}
