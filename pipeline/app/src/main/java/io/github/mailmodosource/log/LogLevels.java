package io.github.mailmodosource.log;

import java.util.List;
import java.util.Locale;
import org.slf4j.event.Level;

/**
 * Which level each logger has: the properties of SLF4J Simple, so that a level is the same in text
 * and in JSON.
 */
public final class LogLevels {
  /** All of them, the most talkative one first. */
  public static final List<String> NAMES =
      List.of("trace", "debug", "info", "warn", "error", "off");

  /** What begins the names of SLF4J Simple's properties. */
  public static final String PREFIX = "org.slf4j.simpleLogger.";

  private LogLevels() {}

  /** Sets the level of all loggers that have none of their own. */
  public static void setDefault(String level) {
    System.setProperty(PREFIX + "defaultLogLevel", level);
  }

  /** Sets the level of a logger, and of those below it. */
  public static void set(String logger, String level) {
    System.setProperty(PREFIX + "log." + logger, level);
  }

  /** The place of a logger's level in {@link #NAMES}. */
  static int of(String logger) {
    for (String name = logger; !name.isEmpty(); name = parent(name)) {
      String level = System.getProperty(PREFIX + "log." + name);
      if (level != null) {
        return place(level);
      }
    }
    return place(System.getProperty(PREFIX + "defaultLogLevel", "info"));
  }

  /** The place of a level in {@link #NAMES}. */
  static int of(Level level) {
    return place(level.name());
  }

  private static int place(String level) {
    return NAMES.indexOf(level.toLowerCase(Locale.ROOT));
  }

  private static String parent(String logger) {
    return logger.substring(0, Math.max(0, logger.lastIndexOf('.')));
  }
}
