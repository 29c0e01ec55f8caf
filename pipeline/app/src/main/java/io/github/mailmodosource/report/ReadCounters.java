package io.github.mailmodosource.report;

import io.github.mailmodosource.contact.ContactFigures;
import io.github.mailmodosource.contact.IgnoredContact;
import io.github.mailmodosource.metrics.DayCounters;
import io.github.mailmodosource.metrics.FunnelCounter;
import io.github.mailmodosource.metrics.Outcome;
import io.github.mailmodosource.metrics.ProcessCounts;
import io.github.mailmodosource.metrics.RequestCounts;
import io.github.mailmodosource.metrics.RunCounters;
import io.github.mailmodosource.metrics.RunnerCounts;
import io.github.mailmodosource.metrics.RunningCounts;
import io.github.mailmodosource.metrics.WarningExample;
import io.github.mailmodosource.protocols.PlanFindings;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.beam.sdk.metrics.MetricResults;
import org.jspecify.annotations.Nullable;

/** Makes a report of the counters of a run. */
public final class ReadCounters {
  private static final String[] IGNORED =
      Arrays.stream(IgnoredContact.values()).map(IgnoredContact::key).toArray(String[]::new);

  private static final String[] WARNINGS = {
    "unexpected_campaign_type", "unknown_fields", "ambiguous_local_time", "duplicate_differs"
  };

  private ReadCounters() {}

  /** The report of a run that has ended, with exit code 0 until somebody judges it. */
  public static RunReport of(
      MetricResults metrics, String job, String version, String runner, Instant started) {
    return report(
        space -> RunnerCounts.in(metrics, space),
        space -> RunnerCounts.examples(metrics, space),
        job,
        version,
        runner,
        started);
  }

  /**
   * The report of a run that stopped: what this process counted, or zeros if the counts were lost.
   */
  public static RunReport ofStopped(
      Stop stop, String job, String version, String runner, Instant started) {
    return report(
            space -> stop.countsLost() ? Map.of() : ofProcess(space),
            space -> Map.of(),
            job,
            version,
            runner,
            started)
        .withStop(stop);
  }

  /**
   * The report of a run that stopped on a cluster.
   *
   * @param metrics what its last attempt counted; null if that was lost
   */
  public static RunReport ofStopped(
      Stop stop,
      @Nullable MetricResults metrics,
      String job,
      String version,
      String runner,
      Instant started) {
    return report(
            space -> metrics == null ? Map.of() : ofStoppedJob(metrics, space),
            space -> metrics == null ? Map.of() : RunnerCounts.examples(metrics, space),
            job,
            version,
            runner,
            started)
        .withStop(stop);
  }

  /**
   * The report of a run without end that goes on in this process.
   *
   * @param rows where its rows are
   * @param requests what it has sent
   * @param contacts those in force; null while there are none
   * @param figures what else is known of it
   */
  public static RunReport ofRunning(
      RunningCounts rows,
      RequestCounts.Counts requests,
      @Nullable ContactFigures contacts,
      Map<String, Double> figures,
      String job,
      String version,
      String runner,
      Instant started) {
    Funnel funnel = new Funnel();
    Map<String, Long> waiting = new TreeMap<>();
    Map<String, Long> inFlight = new TreeMap<>();
    rows.byEvent()
        .forEach(
            (event, of) -> {
              of.ends().forEach((outcome, count) -> funnel.add(event, outcome, count));
              waiting.put(event, of.waiting());
              inFlight.put(event, of.inFlight());
            });
    return new RunReport(
        job,
        version,
        runner,
        started,
        Instant.now(),
        0,
        null,
        funnel,
        days(ProcessCounts.in(DayCounters.NAMESPACE)),
        contactsInForce(contacts),
        ignoredOf(contacts),
        delivery(requests),
        counts(ProcessCounts.in(RunCounters.WARNINGS), withoutEnd(WARNINGS)),
        Map.of(),
        counts(ProcessCounts.in(RunCounters.DEAD_LETTERS)),
        null,
        List.of(),
        new StreamPart(true, waiting, inFlight, figures),
        null);
  }

  private static Map<String, Long> contactsInForce(@Nullable ContactFigures contacts) {
    Map<String, Long> counts = new LinkedHashMap<>();
    long read = contacts == null ? 0 : contacts.read();
    long identified = contacts == null ? 0 : contacts.identified();
    counts.put("read", read);
    counts.put("identified", identified);
    counts.put("ignored", read - identified);
    return counts;
  }

  private static Map<String, Long> ignoredOf(@Nullable ContactFigures contacts) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (IgnoredContact reason : IgnoredContact.values()) {
      counts.put(reason.key(), contacts == null ? 0 : contacts.ignored().getOrDefault(reason, 0L));
    }
    return counts;
  }

  private static Map<String, Long> delivery(RequestCounts.Counts requests) {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("requests", requests.requests());
    counts.put("retries", requests.retries());
    counts.put("throttled", requests.throttled());
    counts.put("bytes", requests.bytes());
    return counts;
  }

  /** What a run without end warns of beside what others do. */
  private static String[] withoutEnd(String... warnings) {
    String[] all = Arrays.copyOf(warnings, warnings.length + 1);
    all[warnings.length] = "contacts_wait_full";
    return all;
  }

  /**
   * Letters are written at the end, all at once. If a run stopped before, what was to become a
   * letter is left: the next run sends it. And some of a run that was stopped may still go on, so
   * the rows that were read are looked at last, so that there are no more outcomes than rows.
   */
  private static Map<String, Long> ofProcess(String space) {
    Map<String, Long> counts = ProcessCounts.in(space);
    if (!space.equals(FunnelCounter.NAMESPACE)) {
      return counts;
    }
    if (ProcessCounts.in(RunCounters.DEAD_LETTERS).isEmpty()) {
      removeUnwritten(counts);
    }
    ProcessCounts.in(space)
        .forEach(
            (name, count) -> {
              if (name.startsWith(Outcome.READ.name() + "/")) {
                counts.put(name, count);
              }
            });
    return counts;
  }

  private static Map<String, Long> ofStoppedJob(MetricResults metrics, String space) {
    Map<String, Long> counts = RunnerCounts.in(metrics, space);
    if (space.equals(FunnelCounter.NAMESPACE)
        && RunnerCounts.in(metrics, RunCounters.DEAD_LETTERS).isEmpty()) {
      removeUnwritten(counts);
    }
    return counts;
  }

  private static void removeUnwritten(Map<String, Long> counts) {
    counts.keySet().removeIf(name -> name.startsWith(Outcome.UNDELIVERED.name() + "/"));
  }

  private static RunReport report(
      Function<String, Map<String, Long>> counters,
      Function<String, Map<String, String>> examples,
      String job,
      String version,
      String runner,
      Instant started) {
    return new RunReport(
        job,
        version,
        runner,
        started,
        Instant.now(),
        0,
        null,
        funnel(counters.apply(FunnelCounter.NAMESPACE)),
        days(counters.apply(DayCounters.NAMESPACE)),
        counts(counters.apply(RunCounters.CONTACTS), "read", "identified", "ignored"),
        counts(counters.apply(RunCounters.IGNORED_CONTACTS), IGNORED),
        counts(counters.apply(RunCounters.DELIVERY), "requests", "retries", "throttled", "bytes"),
        counts(counters.apply(RunCounters.WARNINGS), WARNINGS),
        examples.apply(WarningExample.NAMESPACE),
        counts(counters.apply(RunCounters.DEAD_LETTERS)),
        PlanFindings.of(
            counters.apply(RunCounters.TRACKING_PLAN),
            examples.apply(WarningExample.OF_TRACKING_PLAN)),
        List.of(),
        null,
        null);
  }

  private static Funnel funnel(Map<String, Long> counters) {
    Funnel funnel = new Funnel();
    counters.forEach(
        (name, rows) -> {
          String[] parts = name.split("/", 2);
          funnel.add(parts[1], Outcome.valueOf(parts[0]), rows);
        });
    return funnel;
  }

  private static DayCounts days(Map<String, Long> counters) {
    DayCounts days = new DayCounts();
    counters.forEach(
        (name, events) -> {
          String[] parts = name.split("/", 2);
          days.add(parts[0], parts[1], events);
        });
    return days;
  }

  private static Map<String, Long> counts(Map<String, Long> counters, String... always) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (String name : always) {
      counts.put(name, 0L);
    }
    counts.putAll(counters);
    return counts;
  }
}
