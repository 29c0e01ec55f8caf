package io.github.mailmodosource.stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.mailmodosource.JobProbe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/** Something behind {@code --endpoint} that notes how often it took each event. */
final class NotingServer implements AutoCloseable {
  private static final int OK = 200;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger requests = new AtomicInteger();
  private final Map<String, Integer> taken = new TreeMap<>();
  private volatile int status = OK;

  private NotingServer(HttpServer server) {
    this.server = server;
  }

  static NotingServer start() throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    NotingServer server = new NotingServer(http);
    http.createContext("/", server::answer);
    http.setExecutor(server.threads);
    http.start();
    return server;
  }

  /** What it answers from now on; with 200 it takes the events. */
  NotingServer answering(int code) {
    status = code;
    return this;
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  int requests() {
    return requests.get();
  }

  /** The messageIds that it took, and how often each. */
  Map<String, Integer> taken() {
    synchronized (taken) {
      return new TreeMap<>(taken);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = new GZIPInputStream(exchange.getRequestBody()).readAllBytes();
      int code = status;
      requests.incrementAndGet();
      if (code == OK) {
        synchronized (taken) {
          JobProbe.parse(new String(body, StandardCharsets.UTF_8))
              .path("batch")
              .forEach(event -> taken.merge(event.path("messageId").asText(), 1, Integer::sum));
        }
      }
      byte[] answer = ("{\"success\":" + (code == OK) + "}").getBytes(StandardCharsets.US_ASCII);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(code, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
