package io.github.mailmodosource.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * The running server, on 127.0.0.1 only, for programs on this machine only.
 *
 * <pre>{@code
 * try (Sandbox sandbox = Sandbox.start(SandboxSettings.onAnyPort())) {
 *   send(sandbox.endpoint());
 *   assertThat(sandbox.stats().events(), is(7L));
 * }
 * }</pre>
 */
public final class Sandbox implements AutoCloseable {
  /** It stands beside the job on the same few cores; each request is short. */
  private static final int MAX_THREADS = 16;

  private static final int MIN_THREADS = 2;
  private static final byte[] HOST = {127, 0, 0, 1};

  private final Javalin server;
  private final EventStore store;
  private final @Nullable WarehouseLoader warehouse;

  private Sandbox(Javalin server, EventStore store, @Nullable WarehouseLoader warehouse) {
    this.server = server;
    this.store = store;
    this.warehouse = warehouse;
  }

  /**
   * Starts a server; it listens when this returns.
   *
   * @throws BindException says which port cannot be opened, and why
   * @throws IllegalArgumentException says why the warehouse cannot be used
   */
  public static Sandbox start(SandboxSettings settings) throws BindException {
    EventStore store = new EventStore(settings.keepEvents());
    // Opened here: Javalin would log a port that is taken as an error besides throwing it.
    ServerSocketChannel socket = listen(settings.port());
    WarehouseLoader warehouse = warehouse(settings.warehouse(), socket);
    Javalin server =
        Javalin.create(config -> configure(config, socket, settings, store, warehouse));
    server.start();
    return new Sandbox(server, store, warehouse);
  }

  private static @Nullable WarehouseLoader warehouse(
      @Nullable WarehouseSettings settings, ServerSocketChannel socket) {
    if (settings == null) {
      return null;
    }
    try {
      return WarehouseLoader.start(settings);
    } catch (IllegalArgumentException e) {
      close(socket);
      throw e;
    }
  }

  private static void close(ServerSocketChannel socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ServerSocketChannel listen(int port) throws BindException {
    try {
      ServerSocketChannel socket = ServerSocketChannel.open();
      try {
        return socket.bind(new InetSocketAddress(InetAddress.getByAddress(HOST), port));
      } catch (IOException e) {
        socket.close();
        throw e;
      }
    } catch (IOException e) {
      BindException unusable =
          new BindException("port " + port + " cannot be opened: " + e.getMessage());
      unusable.initCause(e);
      throw unusable;
    }
  }

  private static Connector connector(
      Server server, HttpConfiguration http, ServerSocketChannel socket) {
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    try {
      connector.open(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return connector;
  }

  private static void configure(
      JavalinConfig config,
      ServerSocketChannel socket,
      SandboxSettings settings,
      EventStore store,
      @Nullable WarehouseLoader warehouse) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
    threads.setName("sandbox");
    threads.setDaemon(true);
    config.jetty.threadPool = threads;
    config.jetty.modifyHttpConfiguration(http -> http.addCustomizer(new LocalRequests.OwnMethod()));
    config.jetty.addConnector((server, http) -> connector(server, http, socket));
    config.routes.before(PageHandlers::protect);
    config.routes.before(LocalRequests::check);

    BatchHandler batches = new BatchHandler(settings, store, warehouse);
    InspectHandlers inspect = new InspectHandlers(store, warehouse);
    config.routes.post("/v1/batch", batches);
    // An alias at Segment too (analytics-go issue 71); the Java library still posts there.
    config.routes.post("/v1/import", batches);
    PageHandlers page = new PageHandlers(store);
    config.routes.get("/", page::frontDoor);
    config.routes.get("/sandbox/page/{file}", page::file);
    config.routes.get("/sandbox/log", page::log);
    config.routes.get("/sandbox/log/{number}", page::entry);
    config.routes.get("/sandbox/stats", inspect::stats);
    config.routes.get("/sandbox/events", inspect::events);
    config.routes.delete("/sandbox/events", inspect::clear);
    // Javalin would answer text or JSON by what the client accepts.
    config.routes.exception(HttpResponseException.class, Sandbox::answerError);
  }

  private static void answerError(HttpResponseException error, Context request) {
    String message =
        error.getStatus() == 404
            ? request.method() + " " + request.path() + " is not an address of the sandbox"
            : error.getMessage();
    request
        .status(error.getStatus())
        .contentType("application/json")
        .result(
            JsonNodeFactory.instance
                .objectNode()
                .put("success", false)
                .put("message", message)
                .toString());
  }

  /** The port that it listens on. */
  public int port() {
    return server.port();
  }

  /** The address to send to, as {@code --endpoint} takes it: {@code http://127.0.0.1:8787}. */
  public String endpoint() {
    return "http://127.0.0.1:" + port();
  }

  /** The counts so far. */
  public SandboxStats stats() {
    return store.stats();
  }

  /** What was loaded so far; null without a warehouse. */
  public @Nullable WarehouseStats warehouse() {
    return warehouse == null ? null : warehouse.stats();
  }

  /** The kept payloads, merged and as JSON, in the order of their arrival. */
  public List<String> events() {
    return store.find(null, null, 0, 0).stream()
        .map(event -> new String(event.payload(), StandardCharsets.UTF_8))
        .toList();
  }

  /** Stops listening, and loads what waits. What it got can still be asked for. */
  @Override
  public void close() {
    server.stop();
    if (warehouse != null) {
      warehouse.close();
    }
  }
}
