package io.github.mailmodosource;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/** A Tracking API that takes so many batches, refuses the key of more, and knows what it took. */
final class TakingSegment implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<List<String>> batches = new ArrayList<>();
  private final long millis;
  private int most = Integer.MAX_VALUE;

  /**
   * @param millis how long an answer takes
   */
  TakingSegment(long millis) throws IOException {
    this.millis = millis;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The batches that come after so many are answered 401. */
  synchronized void takeOnly(int count) {
    most = count;
  }

  /** The ids of each batch that was taken, in the order of their coming. */
  synchronized List<List<String>> batches() {
    return List.copyOf(batches);
  }

  List<String> ids() {
    return batches().stream().flatMap(List::stream).toList();
  }

  void awaitBatches(int count) throws InterruptedException {
    while (batches().size() < count) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = new GZIPInputStream(exchange.getRequestBody()).readAllBytes();
      List<String> ids = new ArrayList<>();
      for (JsonNode event :
          JobProbe.parse(new String(body, StandardCharsets.UTF_8)).path("batch")) {
        ids.add(event.path("messageId").asText());
      }
      boolean taken;
      synchronized (this) {
        taken = batches.size() < most;
        if (taken) {
          batches.add(ids);
        }
      }
      TimeUnit.MILLISECONDS.sleep(millis);
      byte[] answer = ("{\"success\":" + taken + "}").getBytes(StandardCharsets.US_ASCII);
      exchange.sendResponseHeaders(taken ? 200 : 401, answer.length);
      exchange.getResponseBody().write(answer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
