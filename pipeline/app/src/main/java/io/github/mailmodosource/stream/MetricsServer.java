package io.github.mailmodosource.stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.job.DaemonThreads;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Serves metrics as Prometheus reads them, at {@code /metrics} of one address; at {@code
 * /-/healthy} it answers that the process is there, and nowhere else anything.
 */
final class MetricsServer implements AutoCloseable {
  private static final String METRICS = "/metrics";
  private static final String HEALTHY = "/-/healthy";
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;

  /** Several Prometheus servers may ask at once; one that reads slowly holds up no other. */
  private static final int THREADS = 4;

  private static final long NO_BODY = -1;

  private final HttpServer server;
  private final ExecutorService threads;
  private final Supplier<MetricSnapshots> metrics;
  private final ExpositionFormatWriter text = PrometheusTextFormatWriter.create();
  private final ExpositionFormatWriter open = OpenMetricsTextFormatWriter.create();

  static {
    // The JDK's server waits for ever for who connects and says nothing. Seconds.
    for (String name : new String[] {"maxReqTime", "maxRspTime"}) {
      String property = "sun.net.httpserver." + name;
      System.setProperty(property, System.getProperty(property, "60"));
    }
  }

  private MetricsServer(HttpServer server, Supplier<MetricSnapshots> metrics) {
    this.server = server;
    this.metrics = metrics;
    threads = Executors.newFixedThreadPool(THREADS, DaemonThreads.named("metrics"));
    server.setExecutor(threads);
    server.createContext("/", this::answer);
  }

  /**
   * Begins to listen.
   *
   * @param metrics makes the page, anew for each request
   * @throws UsageException with one clear line if it cannot
   */
  static MetricsServer start(
      StreamSettings.MetricsAddress address, Supplier<MetricSnapshots> metrics) {
    InetAddress host;
    try {
      host = InetAddress.getByName(address.host());
    } catch (UnknownHostException e) {
      throw new UsageException(
          "--metricsHost=" + address.host() + " is not an address; use 127.0.0.1 or 0.0.0.0", e);
    }
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(host, address.port()), 0);
    } catch (IOException e) {
      throw new UsageException(
          "--metricsPort="
              + address.port()
              + " cannot be listened on at "
              + address.host()
              + " ("
              + e.getMessage()
              + "); use another port, or an address of this machine for --metricsHost",
          e);
    }
    MetricsServer made = new MetricsServer(server, metrics);
    // The server's own thread is a daemon if the one that starts it is.
    CompletableFuture.runAsync(server::start, made.threads).join();
    return made;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      String path = exchange.getRequestURI().getPath();
      boolean known = METRICS.equals(path) || HEALTHY.equals(path);
      if (!known || !(method.equals("GET") || method.equals("HEAD"))) {
        exchange.sendResponseHeaders(known ? NOT_ALLOWED : NOT_FOUND, NO_BODY);
        return;
      }
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      String type;
      if (METRICS.equals(path)) {
        String accepted = exchange.getRequestHeaders().getFirst("Accept");
        ExpositionFormatWriter format = open.accepts(accepted) ? open : text;
        type = format.getContentType();
        format.write(body, metrics.get());
      } else {
        type = "text/plain; charset=utf-8";
        body.writeBytes("OK\n".getBytes(StandardCharsets.UTF_8));
      }
      exchange.getResponseHeaders().set("Content-Type", type);
      boolean whole = method.equals("GET");
      exchange.sendResponseHeaders(OK, whole ? body.size() : NO_BODY);
      if (whole) {
        body.writeTo(exchange.getResponseBody());
      }
    }
  }

  String url() {
    InetSocketAddress address = server.getAddress();
    String host = address.getAddress().getHostAddress();
    return "http://"
        + (address.getAddress() instanceof Inet6Address ? "[" + host + "]" : host)
        + ":"
        + address.getPort()
        + METRICS;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
