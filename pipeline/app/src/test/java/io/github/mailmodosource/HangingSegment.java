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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/** A Tracking API that takes some batches, and from then on answers none until it is told to. */
public final class HangingSegment implements AutoCloseable {
  private final HttpServer server;
  private final int batches;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger accepted = new AtomicInteger();
  private final CountDownLatch hanging = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean answers;

  private HangingSegment(HttpServer server, int batches) {
    this.server = server;
    this.batches = batches;
  }

  public static HangingSegment after(int batches) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    HangingSegment server = new HangingSegment(http, batches);
    http.createContext("/", server::answer);
    http.setExecutor(server.threads);
    http.start();
    return server;
  }

  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  int requests() {
    return requests.get();
  }

  /** How many events it took, and said so. */
  int accepted() {
    return accepted.get();
  }

  /** Waits until somebody waits for an answer. */
  public void awaitHanging() throws InterruptedException {
    hanging.await();
  }

  /** Takes those that wait as well. */
  void letGo() {
    answers = true;
    closed.countDown();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = new GZIPInputStream(exchange.getRequestBody()).readAllBytes();
      if (requests.incrementAndGet() > batches) {
        hanging.countDown();
        closed.await();
        if (!answers) {
          return;
        }
      }
      accepted.addAndGet(
          JobProbe.parse(new String(body, StandardCharsets.UTF_8)).path("batch").size());
      byte[] answer = "{\"success\":true}".getBytes(StandardCharsets.US_ASCII);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
