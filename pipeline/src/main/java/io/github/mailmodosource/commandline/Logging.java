package io.github.mailmodosource.commandline;

import java.util.List;
import java.util.Locale;

/** Sets up the log before anything can log. */
public final class Logging {
  private static final List<String> LEVELS =
      List.of("trace", "debug", "info", "warn", "error", "off");
  private static final String SIMPLE_LOGGER = "org.slf4j.simpleLogger.";

  /** These warn of long step names and of security that nobody asked for, at every start. */
  private static final List<String> TALKATIVE =
      List.of(
          "org.apache.flink.metrics.MetricGroup",
          "org.apache.flink.runtime.security",
          "org.apache.flink.runtime.webmonitor");

  /** These tell, with a stack trace each, of a failure that the command itself tells of. */
  private static final List<String> REPEATING =
      List.of(
          "org.apache.beam.runners.flink.FlinkRunner",
          "org.apache.flink.runtime.operators.BatchTask",
          "org.apache.flink.runtime.taskmanager.Task");

  private Logging() {}

  /**
   * Sets the level that {@code --logLevel} asks for.
   *
   * @throws UsageException with one clear line for an unknown level
   */
  public static void start(CommandLine commandLine) {
    String given = commandLine.valueOf("logLevel");
    String level = given == null ? "warn" : given;
    String known = level.toLowerCase(Locale.ROOT);
    if (!LEVELS.contains(known)) {
      throw new UsageException(
          "--logLevel=" + level + " is unknown: give one of " + String.join(", ", LEVELS));
    }
    System.setProperty(SIMPLE_LOGGER + "defaultLogLevel", known);
    if (given == null) {
      TALKATIVE.forEach(name -> System.setProperty(SIMPLE_LOGGER + "log." + name, "error"));
      REPEATING.forEach(name -> System.setProperty(SIMPLE_LOGGER + "log." + name, "off"));
    }
    System.setProperty(SIMPLE_LOGGER + "showDateTime", "true");
    System.setProperty(SIMPLE_LOGGER + "dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    System.setProperty(SIMPLE_LOGGER + "showShortLogName", "true");
    System.setProperty(SIMPLE_LOGGER + "levelInBrackets", "true");
  }
}
