package io.github.mailmodosource.report;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** The report as a person reads it in a terminal. */
public final class RunSummary {
  private RunSummary() {}

  /** Prints the funnel and what stands beside it. */
  public static void print(RunReport report, PrintStream out) {
    double seconds = Duration.between(report.started(), report.finished()).toMillis() / 1000.0;
    out.printf(Locale.ROOT, "%s: %,d rows read in %.1f s%n%n", report.job(), rows(report), seconds);
    Funnel funnel = report.funnel();
    for (Map.Entry<Outcome, Long> row : funnel.total().entrySet()) {
      out.printf(Locale.ROOT, "  %-17s %,14d%n", row.getKey().key(), row.getValue());
    }
    out.println();
    Map<String, Long> contacts = report.contacts();
    out.printf(
        Locale.ROOT,
        "  contacts      %,d rows read, %,d identify calls, %,d ignored%n",
        contacts.getOrDefault("read", 0L),
        contacts.getOrDefault("identified", 0L),
        contacts.getOrDefault("ignored", 0L));
    Map<String, Long> delivery = report.delivery();
    out.printf(
        Locale.ROOT,
        "  delivery      %,d requests, %,d retries, %,d throttled, %,d bytes, %,.1f events/s%n",
        delivery.getOrDefault("requests", 0L),
        delivery.getOrDefault("retries", 0L),
        delivery.getOrDefault("throttled", 0L),
        delivery.getOrDefault("bytes", 0L),
        report.eventsPerSecond());
    report
        .warnings()
        .forEach(
            (warning, count) -> {
              if (count > 0) {
                out.printf(Locale.ROOT, "  warning       %,d %s%n", count, words(warning));
              }
            });
    report
        .deadLetters()
        .forEach(
            (reason, count) -> out.printf(Locale.ROOT, "  dead letters  %,d %s%n", count, reason));
  }

  private static long rows(RunReport report) {
    return report.funnel().get(Outcome.READ);
  }

  private static String words(String key) {
    return key.replace('_', ' ');
  }
}
