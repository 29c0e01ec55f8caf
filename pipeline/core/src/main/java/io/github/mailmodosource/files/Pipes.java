package io.github.mailmodosource.files;

import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The pipes that this process reads: standard input ({@code -}), named pipes, {@code <(…)}. Each
 * gives its bytes once. What is looked at before the run is kept and read again in it, by whoever
 * {@linkplain #take takes} the pipe, which is possible once and in this process only.
 */
final class Pipes {
  static final String STANDARD_INPUT = "-";

  /** How much is looked at before the run. */
  private static final int HEAD_BYTES = 4 << 20;

  private static final Map<String, Opened> OPEN = new ConcurrentHashMap<>();
  private static volatile @Nullable InputStream usedStandardInput;

  private Pipes() {}

  /** An opened pipe, and its name. */
  private record Opened(String name, HeadStream stream) {}

  /**
   * Opens a pipe.
   *
   * @return what to call it by from now on
   * @throws IllegalArgumentException with one clear line if it is read already
   */
  static String open(String name) throws IOException {
    boolean named = OPEN.values().stream().anyMatch(pipe -> pipe.name.equals(name));
    InputStream in;
    if (name.equals(STANDARD_INPUT)) {
      in = System.in;
      named |= in == usedStandardInput;
      usedStandardInput = in;
    } else if (named) {
      in = InputStream.nullInputStream();
    } else {
      in = new FileInputStream(name);
    }
    if (named) {
      throw new IllegalArgumentException(
          (name.equals(STANDARD_INPUT) ? "standard input" : name)
              + " is named twice, but can be read only once");
    }
    String id = UUID.randomUUID() + " " + name;
    OPEN.put(id, new Opened(name, new HeadStream(in)));
    return id;
  }

  /** What the user calls it. */
  static String nameOf(String id) {
    String name = id.substring(id.indexOf(' ') + 1);
    return name.equals(STANDARD_INPUT) ? "standard input" : name;
  }

  /** The beginning of a pipe, which stays in it. */
  static Beginning beginning(String id) {
    Opened pipe = OPEN.get(id);
    if (pipe == null) {
      throw new IllegalStateException(nameOf(id) + " has been read");
    }
    try {
      int length = pipe.stream.peek(HEAD_BYTES);
      return new Beginning(pipe.stream.head().clone(), length, pipe.stream.endsBehindHead());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The pipe's bytes from the first one on.
   *
   * @throws IOException with one clear line if they have been taken, or never were here
   */
  static InputStream take(String id) throws IOException {
    Opened pipe = OPEN.remove(id);
    if (pipe == null) {
      throw new IOException(
          "a pipe can be read only once, and only by the process that was given it; write its rows"
              + " to a file first");
    }
    return pipe.stream;
  }

  /**
   * The first bytes of a pipe.
   *
   * @param isAll whether the pipe ends behind them
   */
  record Beginning(byte[] bytes, int length, boolean isAll) {
    InputStream stream() {
      return new ByteArrayInputStream(bytes, 0, length);
    }
  }
}
