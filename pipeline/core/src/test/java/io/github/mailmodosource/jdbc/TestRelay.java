package io.github.mailmodosource.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A port of its own before a server: shut, it is as if the server were not running. */
public final class TestRelay implements AutoCloseable {
  private final int target;
  private final int port;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicLong bytesBeforeCut = new AtomicLong(Long.MAX_VALUE);
  private final AtomicInteger cuts = new AtomicInteger();
  private volatile ServerSocket door;

  /** Is shut at first. */
  public TestRelay(int target) throws IOException {
    this.target = target;
    door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    port = door.getLocalPort();
    door.close();
  }

  public int port() {
    return port;
  }

  public void open() {
    try {
      ServerSocket opened = new ServerSocket();
      opened.setReuseAddress(true);
      opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      door = opened;
      start(() -> accept(opened));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    shut();
  }

  /**
   * Ends all connections once, when the server has sent so many bytes; new ones may come at once.
   */
  public void cutOnceAfter(long bytes) {
    bytesBeforeCut.set(bytes);
  }

  /** How often connections have been cut. */
  public int cuts() {
    return cuts.get();
  }

  /** Lets nobody in any more, and ends who is in. */
  public synchronized void shut() {
    try {
      door.close();
      endConnections();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void endConnections() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    sockets.clear();
  }

  private void answer(InputStream server, OutputStream client) throws IOException {
    byte[] buffer = new byte[8192];
    for (int read = server.read(buffer); read >= 0; read = server.read(buffer)) {
      long left = bytesBeforeCut.addAndGet(-read);
      if (left <= 0 && left + read > 0) {
        cuts.incrementAndGet();
        endConnections();
      }
      client.write(buffer, 0, read);
    }
  }

  private void accept(ServerSocket opened) throws IOException {
    while (true) {
      Socket in = opened.accept();
      Socket out = new Socket(InetAddress.getLoopbackAddress(), target);
      if (!isLetIn(opened, in, out)) {
        return;
      }
      start(() -> in.getInputStream().transferTo(out.getOutputStream()));
      start(() -> answer(out.getInputStream(), in.getOutputStream()));
    }
  }

  /** A door that is closed while a thread waits at it may still let one more in. */
  private synchronized boolean isLetIn(ServerSocket opened, Socket in, Socket out)
      throws IOException {
    if (opened.isClosed()) {
      in.close();
      out.close();
      return false;
    }
    sockets.addAll(List.of(in, out));
    return true;
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException closed) {
                // That is how it ends.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private interface Work {
    void run() throws IOException;
  }
}
