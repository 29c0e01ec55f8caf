package io.github.mailmodosource.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A port of its own before a server: shut, it is as if the server were not running. */
final class TestRelay implements AutoCloseable {
  private final int target;
  private final int port;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile ServerSocket door;

  /** Is shut at first. */
  TestRelay(int target) throws IOException {
    this.target = target;
    door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    port = door.getLocalPort();
    door.close();
  }

  int port() {
    return port;
  }

  void open() {
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

  /** Lets nobody in any more, and ends who is in. */
  synchronized void shut() {
    try {
      door.close();
      for (Socket socket : sockets) {
        socket.close();
      }
      sockets.clear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
      start(() -> out.getInputStream().transferTo(in.getOutputStream()));
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
