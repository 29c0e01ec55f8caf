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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/** Something behind {@code --endpoint} that answers all requests alike, and counts. */
final class CountingSegment implements AutoCloseable {
  private static final int OK = 200;

  static {
    // Without it every answer on a kept connection waits for the other side's delayed ACK.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final int status;
  private final AtomicInteger requests = new AtomicInteger();
  private final Map<String, String> contents = new ConcurrentHashMap<>();
  private final AtomicInteger events = new AtomicInteger();
  private final AtomicInteger otherContents = new AtomicInteger();

  private CountingSegment(HttpServer server, int status) {
    this.server = server;
    this.status = status;
  }

  /** One that takes all events. */
  static CountingSegment start() throws IOException {
    return answering(OK);
  }

  /** One on any free port of this machine alone, whose answers all have that status. */
  static CountingSegment answering(int status) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    CountingSegment segment = new CountingSegment(http, status);
    http.createContext("/", segment::take);
    http.setExecutor(segment.threads);
    http.start();
    return segment;
  }

  /** The option that has everything sent here. */
  String option() {
    return "--endpoint=http://127.0.0.1:" + server.getAddress().getPort();
  }

  int requests() {
    return requests.get();
  }

  /** How many different ids it has taken. */
  int ids() {
    return contents.size();
  }

  /** How many events it has taken, one that came twice counted twice. */
  int events() {
    return events.get();
  }

  /** How many came again under an id that had been another event's. */
  int otherContents() {
    return otherContents.get();
  }

  /** Waits for so many requests. */
  void awaitRequests(int wanted) throws InterruptedException {
    while (requests() < wanted) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
        body = unpacked(body);
      }
      requests.incrementAndGet();
      if (status == OK) {
        for (JsonNode event : Json.parse(new String(body, StandardCharsets.UTF_8)).path("batch")) {
          take(event);
        }
      }
      byte[] answer = ("{\"success\":" + (status == OK) + "}").getBytes(StandardCharsets.US_ASCII);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private void take(JsonNode event) {
    events.incrementAndGet();
    String content = event.toString();
    String before = contents.putIfAbsent(event.path("messageId").asText(), content);
    if (before != null && !before.equals(content)) {
      otherContents.incrementAndGet();
    }
  }

  private static byte[] unpacked(byte[] body) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return in.readAllBytes();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
