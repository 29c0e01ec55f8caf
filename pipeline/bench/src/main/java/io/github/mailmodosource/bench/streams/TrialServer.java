package io.github.mailmodosource.bench.streams;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.mailmodosource.bench.servers.Loopback;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;

/**
 * Stands in for Segment, and remembers every id and every content that came under it. It refuses a
 * share of the requests; of these, half have been taken before.
 */
final class TrialServer implements AutoCloseable {
  private static final byte[] YES = "{\"success\":true}".getBytes(US_ASCII);
  private static final byte[] NO = "{\"success\":false}".getBytes(US_ASCII);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final double refusedShare;
  private final Random chance;
  private final Map<String, Set<Integer>> contents = new ConcurrentHashMap<>();
  private final AtomicLong events = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong refusedAfterTaking = new AtomicLong();
  private final AtomicLong requests = new AtomicLong();
  private volatile boolean away;
  private volatile long lastEvent = System.nanoTime();

  private TrialServer(HttpServer server, double refusedShare, long seed) {
    this.server = server;
    this.refusedShare = refusedShare;
    chance = new Random(seed);
  }

  static TrialServer start(double refusedShare, long seed) throws IOException {
    HttpServer http = Loopback.newServer();
    TrialServer server = new TrialServer(http, refusedShare, seed);
    http.createContext("/", server::receive);
    http.start();
    return server;
  }

  String address() {
    return Loopback.addressOf(server);
  }

  /** While it is away, it hangs up without an answer. */
  void setAway(boolean isAway) {
    away = isAway;
  }

  /** The ids that came. */
  Set<String> ids() {
    return Set.copyOf(contents.keySet());
  }

  int idCount() {
    return contents.size();
  }

  /** The ids under which more than one content came. */
  Set<String> idsWithTwoContents() {
    Set<String> two = new HashSet<>();
    contents.forEach(
        (id, all) -> {
          if (all.size() > 1) {
            two.add(id);
          }
        });
    return two;
  }

  /** Events that were taken, those that came again included. */
  long events() {
    return events.get();
  }

  long requests() {
    return requests.get();
  }

  long refused() {
    return refused.get();
  }

  long refusedAfterTaking() {
    return refusedAfterTaking.get();
  }

  /** How long nothing has come. */
  double quietSeconds() {
    return (System.nanoTime() - lastEvent) / 1e9;
  }

  @Override
  public void close() {
    Loopback.stop(server);
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (away) {
        return;
      }
      requests.incrementAndGet();
      boolean refuses;
      boolean takes;
      synchronized (chance) {
        refuses = chance.nextDouble() < refusedShare;
        takes = !refuses || chance.nextBoolean();
      }
      if (takes) {
        take(body, "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding")));
      }
      if (refuses) {
        refused.incrementAndGet();
        if (takes) {
          refusedAfterTaking.incrementAndGet();
        }
      }
      byte[] answer = refuses ? NO : YES;
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(refuses ? 503 : 200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private void take(byte[] body, boolean zipped) throws IOException {
    JsonNode batch;
    if (zipped) {
      try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(body))) {
        batch = JSON.readTree(plain).path("batch");
      }
    } else {
      batch = JSON.readTree(body).path("batch");
    }
    for (JsonNode event : batch) {
      contents
          .computeIfAbsent(event.path("messageId").asText(), id -> ConcurrentHashMap.newKeySet())
          .add(event.hashCode());
      events.incrementAndGet();
    }
    lastEvent = System.nanoTime();
  }
}
