package io.github.mailmodosource.report;

import io.github.mailmodosource.contact.IgnoredContact;
import io.github.mailmodosource.metrics.Outcome;
import io.github.mailmodosource.protocols.PlanFindings;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The report as a person reads it in a terminal. */
public final class RunSummary {
  /** What a preview calls those that {@code send} sends. */
  public static final String WOULD_SEND = "would_send";

  private RunSummary() {}

  /** Prints the funnel and what stands beside it. */
  public static void print(RunReport report, PrintStream out) {
    double seconds = Duration.between(report.started(), report.finished()).toMillis() / 1000.0;
    Stop stop = report.stop();
    if (stop != null) {
      out.printf(Locale.ROOT, "%s: stopped after %.1f s; ", report.job(), seconds);
      if (stop.countsLost()) {
        out.printf("the counts were lost with the workers%n%n");
        return;
      }
      out.printf(Locale.ROOT, "%s had been read%n%n", counted(rows(report), "row", "rows"));
    } else {
      out.printf(
          Locale.ROOT,
          "%s: %s read in %.1f s%n%n",
          report.job(),
          counted(rows(report), "row", "rows"),
          seconds);
    }
    Funnel funnel = report.funnel();
    for (Map.Entry<Outcome, Long> row : funnel.total().entrySet()) {
      out.printf(Locale.ROOT, "  %-17s %,14d%n", key(row.getKey(), report), row.getValue());
    }
    StreamPart stream = report.stream();
    if (stream != null) {
      out.printf(Locale.ROOT, "  %-17s %,14d%n", StreamPart.WAITING, stream.allWaiting());
      out.printf(Locale.ROOT, "  %-17s %,14d%n", StreamPart.IN_FLIGHT, stream.allInFlight());
    } else if (stop != null) {
      out.printf(Locale.ROOT, "  %-17s %,14d%n", "left", funnel.left());
    }
    out.println();
    printContacts(report, out);
    if (!report.isPreview()) {
      printDelivery(report, out);
    }
    printResumed(report, out);
    printWarnings(report, out);
    printTrackingPlan(report, out);
    printDeadLetters(report, out);
  }

  /** What goes on from here, if anything is left to be done; the command has a line of its own. */
  public static void printNext(RunReport report, PrintStream out) {
    NextStep next = report.next();
    if (next != null) {
      out.println("  next          " + next.why());
      out.println("    " + next.command());
    }
  }

  /** As the funnel of that run calls it. */
  private static String key(Outcome outcome, RunReport report) {
    return outcome == Outcome.SENT && report.isPreview() ? WOULD_SEND : outcome.key();
  }

  private static void printDelivery(RunReport report, PrintStream out) {
    Map<String, Long> delivery = report.delivery();
    out.printf(
        Locale.ROOT,
        "  delivery      %s, %s, %,d throttled, %s, %,.1f events/s%n",
        counted(delivery.getOrDefault("requests", 0L), "request", "requests"),
        counted(delivery.getOrDefault("retries", 0L), "retry", "retries"),
        delivery.getOrDefault("throttled", 0L),
        counted(delivery.getOrDefault("bytes", 0L), "byte", "bytes"),
        report.eventsPerSecond());
  }

  /** In one line, what did not have to be sent any more, if there was any. */
  public static void printResumed(RunReport report, PrintStream out) {
    long resumed = report.resumed();
    if (resumed > 0) {
      out.printf(
          Locale.ROOT,
          "  resumed       %,d of the sent %s accepted by Segment in an earlier attempt%n",
          resumed,
          resumed == 1 ? "was" : "were");
    }
  }

  /** A line for each kind that occurred, and one for its example. */
  public static void printWarnings(RunReport report, PrintStream out) {
    report
        .warnings()
        .forEach(
            (warning, count) -> {
              if (count > 0) {
                out.printf(Locale.ROOT, "  warning       %,d %s%n", count, words(warning));
                String example = report.examples().get(warning);
                if (example != null) {
                  out.printf(Locale.ROOT, "                such as %s%n", example);
                }
              }
            });
  }

  /** What the plan says of the events, if they were compared with one. */
  private static void printTrackingPlan(RunReport report, PrintStream out) {
    PlanFindings findings = report.trackingPlan();
    if (findings != null) {
      out.println("  tracking plan " + findings.sum());
      findings.lines().forEach(line -> out.println("                " + line));
      if (findings.hasViolations()) {
        out.println(
            "                nothing was held back: the source's Schema Configuration says, by the"
                + " settings in brackets, what Segment blocks or omits");
      }
    }
  }

  /** In one line, where the rows went that are not compared with the warehouse. */
  public static void printRows(RunReport report, PrintStream out) {
    List<String> parts = new ArrayList<>();
    report
        .funnel()
        .total()
        .forEach(
            (outcome, count) -> {
              if (outcome != Outcome.SENT && outcome != Outcome.UNDELIVERED) {
                parts.add(String.format(Locale.ROOT, "%,d %s", count, words(outcome.key())));
              }
            });
    out.println("  rows          " + String.join(", ", parts));
  }

  /** In one line, what the contacts were. */
  public static void printContacts(RunReport report, PrintStream out) {
    Map<String, Long> contacts = report.contacts();
    out.printf(
        Locale.ROOT,
        "  contacts      %s read, %s, %,d ignored%s%n",
        counted(contacts.getOrDefault("read", 0L), "row", "rows"),
        counted(contacts.getOrDefault("identified", 0L), "identify call", "identify calls"),
        contacts.getOrDefault("ignored", 0L),
        ignoredFor(report));
  }

  /** Why, in brackets; empty if none was ignored. */
  private static String ignoredFor(RunReport report) {
    String reasons = ignoredContacts(report);
    return reasons.isEmpty() ? "" : " (" + reasons + ")";
  }

  /** {@code 2 without an e-mail, 1 unreadable}; empty if none was ignored. */
  public static String ignoredContacts(RunReport report) {
    List<String> reasons = new ArrayList<>();
    for (IgnoredContact reason : IgnoredContact.values()) {
      long rows = report.ignoredContacts().getOrDefault(reason.key(), 0L);
      if (rows > 0) {
        reasons.add(String.format(Locale.ROOT, "%,d %s", rows, reason.words()));
      }
    }
    return String.join(", ", reasons);
  }

  /** A line for each reason. */
  public static void printDeadLetters(RunReport report, PrintStream out) {
    report
        .deadLetters()
        .forEach(
            (reason, count) -> out.printf(Locale.ROOT, "  dead letters  %,d %s%n", count, reason));
  }

  /** {@code 1 request}, {@code 1,204 requests}. */
  public static String counted(long n, String one, String many) {
    return String.format(Locale.ROOT, "%,d %s", n, n == 1 ? one : many);
  }

  private static long rows(RunReport report) {
    return report.funnel().get(Outcome.READ);
  }

  private static String words(String key) {
    return key.replace('_', ' ');
  }
}
