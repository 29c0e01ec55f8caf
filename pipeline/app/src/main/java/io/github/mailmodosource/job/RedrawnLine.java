package io.github.mailmodosource.job;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * One line of a terminal that is written over and over. Whatever else is written to standard error
 * takes its place first, so that nothing stands in the middle of it.
 */
final class RedrawnLine implements AutoCloseable {
  /** To the beginning of the line, and clear it. */
  private static final String CLEAR = "\r\u001b[K";

  private final PrintStream terminal;
  private final int columns;
  private boolean drawn;
  private boolean closed;

  /**
   * Nothing is drawn yet.
   *
   * @param columns how wide the terminal is
   */
  RedrawnLine(PrintStream terminal, int columns) {
    this.terminal = terminal;
    this.columns = columns;
  }

  /** The last line of standard error, until it is closed. */
  static RedrawnLine onStandardError(int columns) {
    RedrawnLine line = new RedrawnLine(System.err, columns);
    System.setErr(new PrintStream(line.besides(), true, StandardCharsets.UTF_8));
    return line;
  }

  synchronized void draw(String text) {
    if (closed) {
      return;
    }
    // A line that is as wide as the terminal would go on in the next one.
    terminal.print(CLEAR + text.substring(0, Math.min(text.length(), columns - 1)));
    terminal.flush();
    drawn = true;
  }

  private synchronized void clear() {
    if (drawn) {
      terminal.print(CLEAR);
      terminal.flush();
      drawn = false;
    }
  }

  /** For all others that write to the terminal. */
  OutputStream besides() {
    return new OutputStream() {
      @Override
      public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        synchronized (RedrawnLine.this) {
          clear();
          terminal.write(bytes, offset, length);
          terminal.flush();
        }
      }
    };
  }

  /** Others may go on writing. */
  @Override
  public synchronized void close() {
    clear();
    closed = true;
  }
}
