package io.github.mailmodosource.lean;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/**
 * Something behind {@code --endpoint} that takes its time, so that batches are under way whenever
 * something happens, and remembers when each came, and what was in it.
 *
 * <p>A batch counts when it has come, not when its answer leaves: the real one would have it, too.
 */
final class SlowSegment implements AutoCloseable {
  private static final int OK = 200;
  private static final int TOO_MANY = 429;

  static {
    // Without it every answer on a kept connection waits for the other side's delayed ACK.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final long millis;
  private final Map<String, String> contents = new HashMap<>();
  private final List<Arrival> arrivals = new ArrayList<>();
  private int batchesAgain;
  private int otherContents;
  private int refusedAt = -1;

  /**
   * A request.
   *
   * @param nanos when it came, by {@link System#nanoTime}
   * @param answered when its answer left; 0 until then
   * @param port of whoever sent it
   */
  record Arrival(long nanos, long answered, int port, int status) {}

  private SlowSegment(HttpServer server, long millis) {
    this.server = server;
    this.millis = millis;
  }

  /**
   * One on any free port of this machine alone.
   *
   * @param millis how long an answer takes
   */
  static SlowSegment start(long millis) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    SlowSegment segment = new SlowSegment(http, millis);
    http.createContext("/", segment::receive);
    http.setExecutor(segment.threads);
    http.start();
    return segment;
  }

  /** The option that has everything sent here. */
  String option() {
    return "--endpoint=http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers 429 and {@code Retry-After: 2} to one request, when so many have come before it. */
  synchronized void refuseOneAfter(int requests) {
    refusedAt = requests;
  }

  /** All requests, in the order of their coming. */
  synchronized List<Arrival> arrivals() {
    return List.copyOf(arrivals);
  }

  /** How many different ids it has taken. */
  synchronized int ids() {
    return contents.size();
  }

  /** How many batches had an event in them that had come before. */
  synchronized int batchesAgain() {
    return batchesAgain;
  }

  /** How many events came again under an id that had been another event's. */
  synchronized int otherContents() {
    return otherContents;
  }

  /** Waits for so many ids; a run that has ended brings no more. */
  void awaitIds(int wanted, Process run) throws InterruptedException {
    while (ids() < wanted && run.isAlive()) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private void receive(HttpExchange exchange) throws IOException {
    long now = System.nanoTime();
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      int number = arrive(now, exchange.getRemoteAddress().getPort(), unpacked(body));
      TimeUnit.MILLISECONDS.sleep(millis);
      int status = answered(number);
      byte[] answer = ("{\"success\":" + (status == OK) + "}").getBytes(StandardCharsets.US_ASCII);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      if (status == TOO_MANY) {
        exchange.getResponseHeaders().set("Retry-After", "2");
      }
      exchange.sendResponseHeaders(status, answer.length);
      exchange.getResponseBody().write(answer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized int arrive(long now, int port, String body) {
    int status = arrivals.size() == refusedAt ? TOO_MANY : OK;
    arrivals.add(new Arrival(now, 0, port, status));
    if (status == OK) {
      take(Json.parse(body).path("batch"));
    }
    return arrivals.size() - 1;
  }

  private void take(JsonNode batch) {
    boolean again = false;
    for (JsonNode event : batch) {
      String content = event.toString();
      String before = contents.putIfAbsent(event.path("messageId").asText(), content);
      if (before != null) {
        again = true;
        otherContents += before.equals(content) ? 0 : 1;
      }
    }
    batchesAgain += again ? 1 : 0;
  }

  private synchronized int answered(int number) {
    Arrival arrival = arrivals.get(number);
    arrivals.set(
        number, new Arrival(arrival.nanos(), System.nanoTime(), arrival.port(), arrival.status()));
    return arrival.status();
  }

  /** They are all compressed. */
  private static String unpacked(byte[] body) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
