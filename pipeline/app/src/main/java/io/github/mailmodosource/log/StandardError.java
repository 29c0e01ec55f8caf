package io.github.mailmodosource.log;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Standard error as a stream of JSON objects, a line each: whatever is written there while it is
 * one, by whom it may be. Only what the JVM itself writes, as it does when it crashes, is not.
 */
public final class StandardError {
  /** SLF4J takes the class that this names, and looks for no other. */
  private static final String PROVIDER = "slf4j.provider";

  private static final String VERBOSITY = "slf4j.internal.verbosity";

  private static volatile @Nullable PrintStream raw;
  private static Handler[] javasBefore = {};

  private StandardError() {}

  /** From now on each line is a JSON object; before anything is logged, or it stays text in it. */
  public static synchronized void asJson() {
    if (raw != null) {
      return;
    }
    raw = System.err;
    System.setProperty(PROVIDER, JsonLogProvider.class.getName());
    // It says that it does so.
    System.setProperty(VERBOSITY, "WARN");
    System.setErr(new PrintStream(new JsonLines(), true, StandardCharsets.UTF_8));
    javasBefore = javaLogsTo(new JavaLogHandler());
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, thrown) ->
            write(
                JsonLine.now(
                    Level.ERROR,
                    "java",
                    "uncaught exception in the thread " + thread.getName(),
                    JsonLine.trace(thrown))));
  }

  /** It is text again, for whoever calls a command and goes on afterwards. */
  public static synchronized void asText() {
    PrintStream before = raw;
    if (before != null) {
      System.err.flush();
      System.setErr(before);
      raw = null;
      System.clearProperty(PROVIDER);
      System.clearProperty(VERBOSITY);
      javaLogsTo(javasBefore);
      Thread.setDefaultUncaughtExceptionHandler(null);
    }
  }

  /** Has Java's own logging go there, and tells where it went before. */
  private static Handler[] javaLogsTo(Handler... handlers) {
    Logger javas = LogManager.getLogManager().getLogger("");
    Handler[] before = javas.getHandlers();
    for (Handler handler : before) {
      javas.removeHandler(handler);
    }
    for (Handler handler : handlers) {
      javas.addHandler(handler);
    }
    return before;
  }

  public static boolean isJson() {
    return raw != null;
  }

  /** Writes a line that is one already. */
  static void write(String line) {
    PrintStream to = raw;
    if (to == null) {
      System.err.println(line);
    } else {
      to.println(line);
    }
  }
}
