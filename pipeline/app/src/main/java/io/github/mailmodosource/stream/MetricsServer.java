package io.github.mailmodosource.stream;

import com.sun.net.httpserver.HttpExchange;
import io.github.mailmodosource.commandline.UsageException;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Serves metrics as Prometheus reads them, at {@code /metrics} of one address and nowhere else. */
final class MetricsServer implements AutoCloseable {
  private static final int NOT_FOUND = 404;

  private final HTTPServer server;
  private final InetAddress host;

  private MetricsServer(HTTPServer server, InetAddress host) {
    this.server = server;
    this.host = host;
  }

  /**
   * Begins to listen.
   *
   * @throws UsageException with one clear line if it cannot
   */
  static MetricsServer start(StreamSettings.MetricsAddress address, MultiCollector metrics) {
    InetAddress host;
    try {
      host = InetAddress.getByName(address.host());
    } catch (UnknownHostException e) {
      throw new UsageException(
          "--metricsHost=" + address.host() + " is not an address; use 127.0.0.1 or 0.0.0.0", e);
    }
    PrometheusRegistry registry = new PrometheusRegistry();
    registry.register(metrics);
    try {
      return new MetricsServer(
          HTTPServer.builder()
              .inetAddress(host)
              .port(address.port())
              .registry(registry)
              .defaultHandler(MetricsServer::nothingHere)
              .buildAndStart(),
          host);
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
  }

  private static void nothingHere(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(NOT_FOUND, -1);
    exchange.close();
  }

  String url() {
    String name = host.getHostAddress();
    return "http://"
        + (host instanceof Inet6Address ? "[" + name + "]" : name)
        + ":"
        + server.getPort()
        + "/metrics";
  }

  @Override
  public void close() {
    server.stop();
  }
}
