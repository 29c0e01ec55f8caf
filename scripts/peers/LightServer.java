import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;

/**
 * Takes any POST, counts the events in it and says yes. It costs as little as can be, because it
 * runs on the same cores as those it serves.
 *
 * <p>Started with the file that the port is written to. {@code GET /take} answers with events,
 * requests and bytes since the last time.
 */
final class LightServer {
  private static final byte[] EVENT = "\"messageId\"".getBytes(US_ASCII);
  private static final byte[] YES = "{\"success\":true}".getBytes(US_ASCII);

  private static final AtomicLong EVENTS = new AtomicLong();
  private static final AtomicLong REQUESTS = new AtomicLong();
  private static final AtomicLong BYTES = new AtomicLong();

  private LightServer() {}

  public static void main(String[] args) throws IOException {
    // Without it every answer waits 40 ms for an acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", LightServer::receive);
    server.createContext("/take", LightServer::take);
    server.start();
    Path written = Path.of(args[0] + ".new");
    Files.writeString(written, Integer.toString(server.getAddress().getPort()));
    Files.move(written, Path.of(args[0])); // whoever sees the file sees all of it
  }

  private static void receive(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    BYTES.addAndGet(body.length);
    if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
      try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(body))) {
        body = plain.readAllBytes();
      }
    }
    EVENTS.addAndGet(count(body));
    REQUESTS.incrementAndGet();
    answer(exchange, YES);
  }

  /** Jumps by the length of what it looks for wherever a byte cannot be part of it. */
  private static int count(byte[] body) {
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

  private static void take(HttpExchange exchange) throws IOException {
    String counts = EVENTS.getAndSet(0) + " " + REQUESTS.getAndSet(0) + " " + BYTES.getAndSet(0);
    answer(exchange, (counts + "\n").getBytes(US_ASCII));
  }

  private static void answer(HttpExchange exchange, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
