package io.github.mailmodosource.log;

import io.github.mailmodosource.coding.MaskedText;
import org.slf4j.event.Level;

/** A line of ours on standard error, which the user reads whatever is logged. */
public final class Notice {
  private static final String NAME = "mailmodo-source";

  private Notice() {}

  /** How a run goes on. */
  public static void info(String line) {
    tell(Level.INFO, line);
  }

  /** What a user should know, though the command goes on. */
  public static void warn(String line) {
    tell(Level.WARN, line);
  }

  /** Why a command does not end as it should. */
  public static void error(String line) {
    tell(Level.ERROR, line);
  }

  /** A bug of ours, with its trace; what it met may be in its message, and so an address. */
  public static void bug(Throwable thrown) {
    String masked = MaskedText.of(String.valueOf(JsonLine.trace(thrown)));
    if (StandardError.isJson()) {
      StandardError.write(JsonLine.now(Level.ERROR, NAME, "a bug of mailmodo-source", masked));
    } else {
      System.err.print(masked);
    }
  }

  private static void tell(Level level, String line) {
    String shown = UserLine.of(line);
    if (StandardError.isJson()) {
      StandardError.write(JsonLine.now(level, NAME, shown, null));
    } else {
      System.err.println(NAME + ": " + shown);
    }
  }
}
