package io.github.mailmodosource;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/** Something behind {@code --endpoint} that answers as it is told, several requests at once. */
final class AnsweringServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger accepted = new AtomicInteger();

  /** Answers one request, and says how many of its events it took. */
  private interface Answers {
    int answer(HttpExchange exchange, int number, int events) throws IOException;
  }

  private AnsweringServer(Answers answers) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] body = new GZIPInputStream(exchange.getRequestBody()).readAllBytes();
            String json = new String(body, StandardCharsets.UTF_8);
            int events = JobProbe.parse(json).path("batch").size();
            accepted.addAndGet(answers.answer(exchange, requests.incrementAndGet(), events));
          }
        });
    server.start();
  }

  /** Says the same to every request, and takes nothing. */
  static AnsweringServer always(int status, String contentType, String body) throws IOException {
    return new AnsweringServer(
        (exchange, number, events) -> {
          answer(exchange, status, contentType, body);
          return 0;
        });
  }

  /**
   * Holds so many requests until it has refused the key of the next one; then it takes them, a
   * moment later.
   */
  static AnsweringServer acceptingWhileItRefusesTheKey(int held) throws IOException {
    CountDownLatch refused = new CountDownLatch(1);
    return new AnsweringServer(
        (exchange, number, events) -> {
          if (number > held) {
            answer(exchange, 401, "application/json", "{\"success\":false}");
            refused.countDown();
            return 0;
          }
          try {
            if (refused.await(20, TimeUnit.SECONDS)) {
              Thread.sleep(400);
            }
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
          answer(exchange, 200, "application/json", "{\"success\":true}");
          return events;
        });
  }

  private static void answer(HttpExchange exchange, int status, String contentType, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", contentType);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  int requests() {
    return requests.get();
  }

  /** How many events it took. */
  int accepted() {
    return accepted.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
