package io.github.mailmodosource.bench.servers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/**
 * Takes every batch, slowly, and counts what came and what came again, for {@code scripts/faults}.
 * A GET is answered with the counts in words that a shell can take apart, a DELETE forgets them.
 *
 * <p>A batch is counted when it came, not when its answer leaves: whoever sent it may be gone by
 * then, and the real Segment would have it all the same.
 */
public final class CountingServer implements AutoCloseable {
  private static final byte[] YES = "{\"success\":true}".getBytes(US_ASCII);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final long millis;
  private final Map<String, Integer> contents = new HashMap<>();
  private long requests;
  private long batchesAgain;
  private long eventsAgain;
  private long twoContents;

  private CountingServer(HttpServer server, long millis) {
    this.server = server;
    this.millis = millis;
  }

  /**
   * Writes its port to the file that is named first; the second word is how long an answer takes.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    CountingServer server = start(Long.parseLong(args[1]));
    String port = String.valueOf(server.server.getAddress().getPort());
    Path whole = Files.writeString(Path.of(args[0] + ".new"), port);
    Files.move(whole, Path.of(args[0])); // whoever sees the file sees all of it
    Thread.currentThread().join();
  }

  /**
   * Listens on a free port.
   *
   * @param millis how long each answer takes
   */
  static CountingServer start(long millis) throws IOException {
    HttpServer http = Loopback.newServer();
    CountingServer server = new CountingServer(http, millis);
    http.createContext("/", server::receive);
    http.start();
    return server;
  }

  /** {@code http://127.0.0.1:PORT}. */
  String address() {
    return Loopback.addressOf(server);
  }

  /** {@code ids=3 requests=2 batchesAgain=1 eventsAgain=1 twoContents=0}. */
  synchronized String counts() {
    return "ids="
        + contents.size()
        + " requests="
        + requests
        + " batchesAgain="
        + batchesAgain
        + " eventsAgain="
        + eventsAgain
        + " twoContents="
        + twoContents;
  }

  @Override
  public void close() {
    Loopback.stop(server);
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      byte[] answer = YES;
      switch (exchange.getRequestMethod()) {
        case "GET" -> answer = (counts() + "\n").getBytes(US_ASCII);
        case "DELETE" -> forget();
        default -> {
          take(
              batch(
                  body, "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))));
          TimeUnit.MILLISECONDS.sleep(millis);
        }
      }
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static JsonNode batch(byte[] body, boolean zipped) throws IOException {
    if (!zipped) {
      return JSON.readTree(body).path("batch");
    }
    try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return JSON.readTree(plain).path("batch");
    }
  }

  private synchronized void forget() {
    contents.clear();
    requests = 0;
    batchesAgain = 0;
    eventsAgain = 0;
    twoContents = 0;
  }

  private synchronized void take(JsonNode batch) {
    long again = 0;
    for (JsonNode event : batch) {
      int content = event.hashCode();
      Integer before = contents.putIfAbsent(event.path("messageId").asText(), content);
      if (before != null) {
        again++;
        twoContents += Objects.equals(before, content) ? 0 : 1;
      }
    }
    requests++;
    eventsAgain += again;
    batchesAgain += again > 0 ? 1 : 0;
  }
}
