package io.github.mailmodosource.commandline;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Sets up the log before anything can log. */
public final class Logging {
  private static final List<String> LEVELS =
      List.of("trace", "debug", "info", "warn", "error", "off");
  private static final String SIMPLE_LOGGER = "org.slf4j.simpleLogger.";

  /**
   * The first five warn of long step names, and of what nobody asked for, in every run. The rest
   * log the stack trace of a failure that the job itself reports at its end.
   */
  private static final Map<String, String> TALKATIVE =
      Map.of(
          "org.apache.flink.metrics.MetricGroup", "error",
          "org.apache.pekko.actor.CoordinatedShutdown", "error",
          "org.apache.flink.client.program.rest.RestClusterClient", "error",
          "org.apache.flink.runtime.jobmaster.JobMaster", "error",
          "org.apache.flink.runtime.security", "error",
          "org.apache.flink.runtime.webmonitor", "error",
          "org.apache.flink.runtime.operators.BatchTask", "off",
          "org.apache.flink.runtime.taskmanager.Task", "off",
          "org.apache.beam.runners.flink.FlinkRunner", "off");

  /** Tells of every bundle with its elements, and so of people, when it is asked for details. */
  private static final String TELLS_ELEMENTS = "org.apache.beam.runners.direct.QuiescenceDriver";

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
          "--logLevel=" + level + " is unknown; use one of " + String.join(", ", LEVELS));
    }
    System.setProperty(SIMPLE_LOGGER + "defaultLogLevel", known);
    if (known.equals("trace") || known.equals("debug")) {
      System.setProperty(SIMPLE_LOGGER + "log." + TELLS_ELEMENTS, "info");
    }
    if (given == null) {
      TALKATIVE.forEach(
          (name, quieter) -> System.setProperty(SIMPLE_LOGGER + "log." + name, quieter));
    }
    System.setProperty(SIMPLE_LOGGER + "showDateTime", "true");
    System.setProperty(SIMPLE_LOGGER + "dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    System.setProperty(SIMPLE_LOGGER + "showShortLogName", "true");
    System.setProperty(SIMPLE_LOGGER + "levelInBrackets", "true");
  }
}
