package io.github.mailmodosource.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import javax.net.ServerSocketFactory;

/**
 * A Tracking API on 127.0.0.1 that misbehaves as it is told, down to the bytes on the wire; it
 * notes what arrived, when, and which events it took.
 */
final class FaultServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ServerSocket listener;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final List<Request> requests = new ArrayList<>();
  private final List<String> accepted = new ArrayList<>();
  private final Map<String, Set<Integer>> contents = new ConcurrentHashMap<>();
  private final Deque<Fault> script = new ArrayDeque<>();
  private volatile Function<Request, Fault.AfterTheBody> afterwards = request -> Fault.accept();

  /**
   * One request.
   *
   * @param arrivedNanos when its first byte was read
   * @param ids the messageIds, in their order
   * @param bodyBytes after decompression
   */
  record Request(
      long arrivedNanos,
      Instant arrivedAt,
      String target,
      Map<String, String> headers,
      List<String> ids,
      Instant sentAt,
      int bodyBytes) {}

  private FaultServer(ServerSocket listener) {
    this.listener = listener;
    threads.execute(this::acceptConnections);
  }

  /** Answers the first requests with these faults, one each, and accepts what comes after. */
  static FaultServer start(Fault... faults) {
    return start(ServerSocketFactory.getDefault(), 0, faults);
  }

  static FaultServer start(ServerSocketFactory sockets, int port, Fault... faults) {
    try {
      FaultServer server =
          new FaultServer(sockets.createServerSocket(port, 100, InetAddress.getLoopbackAddress()));
      server.script.addAll(Arrays.asList(faults));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers every request that no scripted fault is left for. */
  FaultServer answering(Function<Request, Fault.AfterTheBody> answers) {
    afterwards = answers;
    return this;
  }

  String address() {
    return "http://127.0.0.1:" + port();
  }

  int port() {
    return listener.getLocalPort();
  }

  List<Request> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  /** The messageIds that were taken, each once, as Segment keeps them. */
  Set<String> accepted() {
    synchronized (requests) {
      return new TreeSet<>(accepted);
    }
  }

  /** What came under each messageId, accepted or not: one hash for each content. */
  Map<String, Set<Integer>> contents() {
    return contents;
  }

  void accept(Request request) {
    synchronized (requests) {
      accepted.addAll(request.ids());
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }

  private void acceptConnections() {
    while (!listener.isClosed()) {
      try {
        Socket connection = listener.accept();
        connections.add(connection);
        threads.execute(() -> serve(connection));
      } catch (IOException e) {
        // Closed.
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(connection.getInputStream(), 1 << 16);
      while (serveOne(connection, in)) {
        // The next one of this connection.
      }
    } catch (IOException | InterruptedException e) {
      // The connection is gone, which is what most faults are for.
    }
  }

  private boolean serveOne(Socket connection, InputStream in)
      throws IOException, InterruptedException {
    in.mark(1);
    if (in.read() < 0) {
      return false;
    }
    long arrived = System.nanoTime();
    Instant arrivedAt = Instant.now();
    in.reset();
    String target = line(in);
    Map<String, String> headers = new HashMap<>();
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      if (colon < 0) {
        throw new IOException("no HTTP");
      }
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    Fault next;
    synchronized (requests) {
      next = script.poll();
    }
    if (next instanceof Fault.BeforeTheBody fault) {
      return fault.act(connection, in);
    }
    byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    Request request = request(arrived, arrivedAt, target, headers, body);
    synchronized (requests) {
      requests.add(request);
    }
    Fault fault = next != null ? next : afterwards.apply(request);
    return ((Fault.AfterTheBody) fault).act(this, request, connection);
  }

  private Request request(
      long arrived, Instant arrivedAt, String target, Map<String, String> headers, byte[] body)
      throws IOException {
    byte[] plain = body;
    if ("gzip".equals(headers.get("content-encoding"))) {
      try (InputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(body))) {
        plain = unzipped.readAllBytes();
      }
    }
    JsonNode batch = JSON.readTree(plain);
    List<String> ids = new ArrayList<>();
    for (JsonNode event : batch.get("batch")) {
      String id = event.get("messageId").asText();
      ids.add(id);
      contents.computeIfAbsent(id, i -> ConcurrentHashMap.newKeySet()).add(event.hashCode());
    }
    Instant sentAt = Instant.parse(batch.get("sentAt").asText());
    return new Request(arrived, arrivedAt, target, headers, ids, sentAt, plain.length);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException();
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }
}
