package io.github.mailmodosource;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/**
 * A Tracking API that takes some batches, and from then on does not know the write key any more.
 */
final class ExpiringKey implements AutoCloseable {
  private final HttpServer server;
  private final Callable<?> meanwhile;
  private final AtomicInteger left;
  private final AtomicInteger accepted = new AtomicInteger();

  private ExpiringKey(HttpServer server, int batches, Callable<?> meanwhile) {
    this.server = server;
    this.meanwhile = meanwhile;
    left = new AtomicInteger(batches);
  }

  static ExpiringKey after(int batches) throws IOException {
    return after(batches, () -> batches);
  }

  /**
   * Such a server.
   *
   * @param meanwhile what else happens with each request, before it is answered
   */
  static ExpiringKey after(int batches, Callable<?> meanwhile) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ExpiringKey server = new ExpiringKey(http, batches, meanwhile);
    http.createContext("/", server::answer);
    http.start();
    return server;
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** How many events it took. */
  int accepted() {
    return accepted.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = new GZIPInputStream(exchange.getRequestBody()).readAllBytes();
      meanwhile.call();
      boolean known = left.getAndDecrement() > 0;
      if (known) {
        accepted.addAndGet(
            JobProbe.parse(new String(body, StandardCharsets.UTF_8)).path("batch").size());
      }
      byte[] answer = "{\"success\":true}".getBytes(StandardCharsets.US_ASCII);
      exchange.sendResponseHeaders(known ? 200 : 401, answer.length);
      exchange.getResponseBody().write(answer);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
