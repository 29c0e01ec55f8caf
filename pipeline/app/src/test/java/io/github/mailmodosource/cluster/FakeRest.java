package io.github.mailmodosource.cluster;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What answers as a job manager's REST interface does, with what a test gives it. */
public final class FakeRest implements AutoCloseable {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final HttpServer server;
  private final Map<String, String> answers = new ConcurrentHashMap<>();

  private FakeRest(HttpServer server) {
    this.server = server;
  }

  /** One on any free port of this machine alone, which knows nothing yet. */
  public static FakeRest start() throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    FakeRest rest = new FakeRest(http);
    http.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String answer = rest.answers.get(exchange.getRequestURI().toString());
            byte[] body = (answer == null ? "{}" : answer).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer == null ? NOT_FOUND : OK, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    http.start();
    return rest;
  }

  /**
   * What it answers from now on.
   *
   * @param path with what is behind a question mark
   */
  public FakeRest answering(String path, String body) {
    answers.put(path, body);
    return this;
  }

  /** A cluster of that version whose task managers, with a slot each, are on these hosts. */
  public FakeRest cluster(String version, String... hosts) {
    answering(
        "/overview",
        """
        {"taskmanagers":%d,"slots-total":%d,"slots-available":1,"jobs-running":1,"jobs-finished":0,\
        "jobs-cancelled":0,"jobs-failed":0,"flink-version":"%s","flink-commit":"0000000"}"""
            .formatted(hosts.length, hosts.length, version));
    StringBuilder workers = new StringBuilder();
    for (String host : hosts) {
      workers
          .append(workers.isEmpty() ? "" : ",")
          .append("{\"id\":\"task-manager\",\"path\":\"pekko.tcp://flink@")
          .append(host)
          .append(":6122/user/rpc/taskmanager_0\",\"slotsNumber\":1,\"freeSlots\":1}");
    }
    return answering("/taskmanagers", "{\"taskmanagers\":[" + workers + "]}");
  }

  /** Host and port. */
  public String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  RestApi api() {
    return new RestApi("http://" + address());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
