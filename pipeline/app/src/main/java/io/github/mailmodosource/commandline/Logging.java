package io.github.mailmodosource.commandline;

import io.github.mailmodosource.log.LogLevels;
import io.github.mailmodosource.log.StandardError;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Sets up the log before anything can log. */
public final class Logging {
  private static final List<String> FORMATS = List.of("text", "json");

  /**
   * Some warn of long step names, and of what nobody asked for, in every run. Others log a failure,
   * most with its stack trace, that the job itself reports in a line, or that is none, as a
   * checkpoint that was under way when the run ended.
   */
  private static final Map<String, String> TALKATIVE =
      Map.ofEntries(
          Map.entry("org.apache.beam.runners.flink.FlinkExecutionEnvironments", "error"),
          Map.entry("org.apache.beam.runners.flink.FlinkRunner", "off"),
          Map.entry("org.apache.flink.client.program.rest.RestClusterClient", "error"),
          Map.entry("org.apache.flink.contrib.streaming.state", "off"),
          Map.entry("org.apache.flink.metrics.MetricGroup", "error"),
          Map.entry("org.apache.flink.runtime.checkpoint", "error"),
          Map.entry("org.apache.flink.runtime.jobmaster.JobMaster", "error"),
          Map.entry("org.apache.flink.runtime.operators.BatchTask", "off"),
          // With each checkpoint whose folder cannot be made; the send's own line tells it.
          Map.entry("org.apache.flink.runtime.rpc.pekko.FencedPekkoRpcActor", "off"),
          Map.entry("org.apache.flink.runtime.security", "error"),
          Map.entry("org.apache.flink.runtime.taskmanager.Task", "off"),
          Map.entry("org.apache.flink.runtime.webmonitor", "error"),
          Map.entry("org.apache.flink.streaming.api.operators", "error"),
          Map.entry("org.apache.flink.streaming.runtime.tasks", "error"),
          Map.entry("org.apache.pekko.actor.CoordinatedShutdown", "error"),
          Map.entry("org.mariadb.jdbc.message.server.ErrorPacket", "error"));

  /**
   * Libraries that log what passes through them, and so people and secrets, when they are asked for
   * details: elements and bundles, packets of databases, requests and their headers, and the words
   * of the command line, among which may be a key that is refused. They tell no more than this.
   */
  private static final Map<String, String> TELLS_DATA =
      Map.ofEntries(
          Map.entry("com.zaxxer.hikari", "info"),
          Map.entry("io.javalin", "info"),
          Map.entry(DirectRunnerByName.PACKAGE, "info"),
          Map.entry("org.apache.beam.runners.flink.translation", "info"),
          Map.entry("org.apache.beam.sdk.io.jdbc", "info"),
          Map.entry("org.apache.beam.sdk.options", "info"),
          Map.entry("org.apache.commons.dbcp2", "info"),
          Map.entry("org.apache.flink.api", "info"),
          Map.entry("org.apache.flink.runtime.io", "info"),
          Map.entry("org.apache.flink.runtime.operators", "info"),
          Map.entry("org.apache.flink.streaming", "info"),
          Map.entry("org.eclipse.jetty", "info"),
          Map.entry("org.mariadb.jdbc", "warn"),
          Map.entry("org.postgresql", "warn"));

  /**
   * What Java's HTTP client logs by, headers and all; it is read when the first request is made.
   */
  private static final List<String> HTTP_CLIENT =
      List.of(
          "jdk.httpclient.HttpClient.log",
          "jdk.internal.httpclient.debug",
          "jdk.internal.httpclient.hpack.debug",
          "jdk.internal.httpclient.websocket.debug");

  private Logging() {}

  /**
   * Sets the format that {@code --logFormat} asks for, if it is one.
   *
   * @return whether it is
   */
  public static boolean setFormat(CommandLine commandLine) {
    String format = format(commandLine);
    if (format.equals("json")) {
      StandardError.asJson();
    }
    return FORMATS.contains(format);
  }

  private static String format(CommandLine commandLine) {
    String given = commandLine.valueOf("logFormat");
    return given == null ? "text" : given.toLowerCase(Locale.ROOT);
  }

  /**
   * Sets the format and the level that {@code --logFormat} and {@code --logLevel} ask for.
   *
   * @throws UsageException with one clear line for an unknown one
   */
  public static void start(CommandLine commandLine) {
    if (!setFormat(commandLine)) {
      throw new UsageException(
          "--logFormat="
              + commandLine.valueOf("logFormat")
              + " is unknown; use one of "
              + String.join(", ", FORMATS));
    }
    String given = commandLine.valueOf("logLevel");
    String level = given == null ? "warn" : given;
    String known = level.toLowerCase(Locale.ROOT);
    if (!LogLevels.NAMES.contains(known)) {
      throw new UsageException(
          "--logLevel=" + level + " is unknown; use one of " + String.join(", ", LogLevels.NAMES));
    }
    LogLevels.setDefault(known);
    // Also for those whom the user asks for details by a property of their own.
    TELLS_DATA.forEach((name, least) -> LogLevels.set(name, atLeast(least, known)));
    HTTP_CLIENT.forEach(System::clearProperty);
    if (given == null) {
      TALKATIVE.forEach(LogLevels::set);
    }
    System.setProperty(LogLevels.PREFIX + "showDateTime", "true");
    System.setProperty(LogLevels.PREFIX + "dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    System.setProperty(LogLevels.PREFIX + "showShortLogName", "true");
    System.setProperty(LogLevels.PREFIX + "levelInBrackets", "true");
  }

  private static String atLeast(String least, String level) {
    return LogLevels.NAMES.indexOf(level) < LogLevels.NAMES.indexOf(least) ? least : level;
  }
}
