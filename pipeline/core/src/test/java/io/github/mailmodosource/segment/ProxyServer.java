package io.github.mailmodosource.segment;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy on 127.0.0.1 that makes tunnels and passes plain requests on, all of them to one
 * server, whatever its name is; it notes the heads of the requests that it was shown.
 */
final class ProxyServer implements AutoCloseable {
  private final ServerSocket listener;
  private final int target;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final List<String> heads = new ArrayList<>();
  private volatile @Nullable String answer;

  private ProxyServer(ServerSocket listener, int target) {
    this.listener = listener;
    this.target = target;
    threads.execute(this::acceptConnections);
  }

  /** A proxy before the server at this port. */
  static ProxyServer before(int target) {
    try {
      return new ProxyServer(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers every request by itself, with these bytes; hangs up if there are none. */
  ProxyServer answering(String bytes) {
    answer = bytes;
    return this;
  }

  int port() {
    return listener.getLocalPort();
  }

  /** The heads of requests, in their order: lower case names, no line of the body. */
  List<String> heads() {
    synchronized (heads) {
      return List.copyOf(heads);
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

  private void serve(Socket client) {
    try {
      InputStream in = client.getInputStream();
      OutputStream out = client.getOutputStream();
      String head = head(in);
      synchronized (heads) {
        heads.add(head);
      }
      String own = answer;
      if (own != null) {
        out.write(own.getBytes(StandardCharsets.UTF_8));
        out.flush();
        if (own.isEmpty()) {
          client.close();
        }
        return;
      }
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      connections.add(server);
      if (head.startsWith("CONNECT ")) {
        out.write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
      } else {
        // One request a connection will do.
        String rewritten = head.replaceFirst(" http://[^/]*", " ");
        server.getOutputStream().write(rewritten.getBytes(StandardCharsets.UTF_8));
      }
      threads.execute(() -> copy(server, client));
      copy(client, server);
    } catch (IOException e) {
      // The connection is gone.
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // One of the two is gone, and the other one goes too.
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int c = in.read();
      if (c < 0) {
        throw new EOFException();
      }
      head.append((char) c);
    }
    StringBuilder named = new StringBuilder();
    for (String line : head.toString().strip().split("\r\n", -1)) {
      int colon = named.isEmpty() ? -1 : line.indexOf(':');
      named
          .append(line.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT))
          .append(line.substring(Math.max(0, colon)))
          .append("\r\n");
    }
    return named.append("\r\n").toString();
  }
}
