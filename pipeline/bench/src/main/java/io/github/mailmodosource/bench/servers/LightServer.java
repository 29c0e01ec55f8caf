package io.github.mailmodosource.bench.servers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes any POST, counts the events in it and says yes. It costs as little as can be, because it
 * runs on the same cores as those it serves: what is compressed is unpacked only when somebody asks
 * what came.
 */
public final class LightServer implements AutoCloseable {
  private static final byte[] EVENT = "\"messageId\"".getBytes(US_ASCII);
  private static final byte[] YES = "{\"success\":true}".getBytes(US_ASCII);

  private final AtomicLong events = new AtomicLong();
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final Queue<Request> received = new ConcurrentLinkedQueue<>();
  private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
  private final HttpServer server;

  /**
   * What came.
   *
   * @param bytes of the bodies, as they were sent
   */
  public record Counts(long events, long requests, long bytes) {}

  /**
   * A request.
   *
   * @param nanos when it came, by {@link System#nanoTime}
   * @param events how many were in it
   */
  public record Arrival(long nanos, long events) {}

  /** What came, with its body if that is compressed. */
  private record Request(long nanos, long events, byte @Nullable [] packed) {
    Arrival opened() {
      return new Arrival(nanos, packed == null ? events : count(unpacked(packed)));
    }
  }

  private LightServer(HttpServer server) {
    this.server = server;
  }

  /** Listens on a free port. */
  public static LightServer start() throws IOException {
    HttpServer http = Loopback.newServer();
    LightServer server = new LightServer(http);
    http.createContext("/", server::receive);
    http.start();
    return server;
  }

  /** {@code http://127.0.0.1:PORT}. */
  public String address() {
    return Loopback.addressOf(server);
  }

  /** What came since the last time. */
  public Counts take() {
    open();
    return new Counts(events.getAndSet(0), requests.getAndSet(0), bytes.getAndSet(0));
  }

  private void open() {
    for (Request next = received.poll(); next != null; next = received.poll()) {
      Arrival arrival = next.opened();
      arrivals.add(arrival);
      events.addAndGet(arrival.events());
    }
  }

  /** When what came since the last time came, in its order. */
  public List<Arrival> takeArrivals() {
    open();
    List<Arrival> taken = new ArrayList<>();
    for (Arrival next = arrivals.poll(); next != null; next = arrivals.poll()) {
      taken.add(next);
    }
    taken.sort(Comparator.comparingLong(Arrival::nanos));
    return taken;
  }

  @Override
  public void close() {
    Loopback.stop(server);
  }

  private void receive(HttpExchange exchange) throws IOException {
    long came = System.nanoTime();
    byte[] body = exchange.getRequestBody().readAllBytes();
    bytes.addAndGet(body.length);
    boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    received.add(new Request(came, packed ? 0 : count(body), packed ? body : null));
    requests.incrementAndGet();
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, YES.length);
    exchange.getResponseBody().write(YES);
    exchange.close();
  }

  private static byte[] unpacked(byte[] packed) {
    try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return plain.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("what came is not gzip, or is cut", e);
    }
  }

  /** Jumps by the length of what it looks for wherever a byte cannot be part of it. */
  static int count(byte[] body) {
    int count = 0;
    int last = EVENT.length - 1;
    int[] jump = new int[256];
    Arrays.fill(jump, EVENT.length);
    for (int i = 0; i < last; i++) {
      jump[EVENT[i]] = last - i;
    }
    int at = last;
    while (at < body.length) {
      int i = last;
      while (i >= 0 && body[at - last + i] == EVENT[i]) {
        i--;
      }
      if (i < 0) {
        count++;
      }
      at += jump[body[at] & 0xFF];
    }
    return count;
  }
}
