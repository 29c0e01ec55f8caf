package io.github.mailmodosource.stream;

import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.contact.ContactFigures;
import io.github.mailmodosource.deadletter.Reason;
import io.github.mailmodosource.event.Version;
import io.github.mailmodosource.metrics.FunnelCounter;
import io.github.mailmodosource.metrics.LatencyCounts;
import io.github.mailmodosource.metrics.Outcome;
import io.github.mailmodosource.metrics.RequestCounts;
import io.github.mailmodosource.metrics.RunningCounts;
import io.github.mailmodosource.report.RunReport;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * The figures as Prometheus reads them, made anew for each reading. Counters are there from the
 * beginning, with zeros, so that an increase from nothing is one. Times are those of the event, not
 * how long ago it was, as Prometheus advises: {@code time() - …} is right also when nobody answers.
 * Labels have values out of lists of ours and nothing that comes from a row.
 */
final class LiveMetrics implements Supplier<MetricSnapshots> {
  private static final String PREFIX = "mailmodo_source_";
  private static final Set<String> EVENTS = events();

  private final Supplier<LiveFigures> figures;

  LiveMetrics(Supplier<LiveFigures> figures) {
    this.figures = figures;
  }

  @Override
  public MetricSnapshots get() {
    return new Page(figures.get()).snapshots();
  }

  private static Set<String> events() {
    Set<String> names = new LinkedHashSet<>();
    for (EventType type : EventType.values()) {
      names.add(type.eventName());
    }
    names.add(FunnelCounter.UNKNOWN);
    return names;
  }

  /** One reading. */
  private static final class Page {
    private final LiveFigures figures;
    private final List<MetricSnapshot> all = new ArrayList<>();

    Page(LiveFigures figures) {
      this.figures = figures;
    }

    MetricSnapshots snapshots() {
      addRun();
      addRows();
      addRequests(figures.requests());
      addInputs();
      ContactFigures contacts = figures.contacts();
      if (contacts != null) {
        addContacts(contacts);
      }
      addTroubles(figures.report());
      addState(figures.state());
      return new MetricSnapshots(all);
    }

    private void addRun() {
      all.add(
          InfoSnapshot.builder()
              .name(PREFIX + "build")
              .help("Which version runs, and on which runner.")
              .dataPoint(
                  InfoSnapshot.InfoDataPointSnapshot.builder()
                      .labels(Labels.of("version", Version.get(), "runner", figures.run().runner()))
                      .build())
              .build());
      time("start_timestamp_seconds", "When the run began.", figures.run().started());
    }

    private void addRows() {
      CounterSnapshot.Builder rows =
          counters(
              "rows",
              "Rows by event, and by where they ended; the outcome read is where they began. Rows"
                  + " that are read again after a restart count again.");
      Map<String, RunningCounts.Rows> byEvent = known();
      for (String event : EVENTS) {
        RunningCounts.Rows of = byEvent.get(event);
        for (Outcome outcome : Outcome.values()) {
          long count = of == null ? 0 : outcome == Outcome.READ ? of.counted() : of.get(outcome);
          rows.dataPoint(count(count, Labels.of("event", event, "outcome", outcome.key())));
        }
      }
      all.add(rows.build());
      byEvent(
          "rows_waiting",
          "Rows that are held until there is an identify call for them, or --contactsWait has"
              + " passed.",
          RunningCounts.Rows::waiting);
      byEvent(
          "rows_in_flight",
          "Rows that were read, do not wait for a contact, and have no end yet.",
          RunningCounts.Rows::inFlight);
      counter(
          "rows_read_again",
          "Rows that were in flight when the runner restarted the job, and so are read again.",
          figures.rows().readAgain());
    }

    /** An event that is none of ours would be a label that comes from a row. */
    private Map<String, RunningCounts.Rows> known() {
      Map<String, RunningCounts.Rows> known = new TreeMap<>(figures.rows().byEvent());
      known.keySet().retainAll(EVENTS);
      return known;
    }

    private void byEvent(String name, String help, ToLongFunction<RunningCounts.Rows> value) {
      GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(PREFIX + name).help(help);
      Map<String, RunningCounts.Rows> byEvent = known();
      for (String event : EVENTS) {
        RunningCounts.Rows of = byEvent.get(event);
        gauge.dataPoint(
            GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .value(of == null ? 0.0 : (double) value.applyAsLong(of))
                .labels(Labels.of("event", event))
                .build());
      }
      all.add(gauge.build());
    }

    private void addRequests(RequestCounts.Counts requests) {
      counter("requests", "Requests to Segment, whatever became of them.", requests.requests());
      counter("retries", "Requests whose events had been sent before.", requests.retries());
      counter("throttled_requests", "Requests that were answered 429.", requests.throttled());
      counter(
          "throttled_seconds",
          "How long nothing was sent because Segment asked to wait.",
          requests.throttledSeconds());
      counter("sent_bytes", "Bytes of the requests' bodies, compressed.", requests.bytes());
      LatencyCounts.Counts latency = requests.latency();
      List<Double> bounds = new ArrayList<>(LatencyCounts.Counts.bounds());
      bounds.add(Double.POSITIVE_INFINITY);
      all.add(
          HistogramSnapshot.builder()
              .name(PREFIX + "request_duration_seconds")
              .help("How long a request took, until its answer or until there was none.")
              .dataPoint(
                  HistogramSnapshot.HistogramDataPointSnapshot.builder()
                      .classicHistogramBuckets(
                          ClassicHistogramBuckets.of(bounds, latency.buckets()))
                      .sum(latency.seconds())
                      .build())
              .build());
      time(
          "last_request_timestamp_seconds",
          "When the last request left; the run's start if none has.",
          figures.lastRequest());
      time(
          "last_accepted_timestamp_seconds",
          "When Segment last accepted a request; the run's start if it has not.",
          figures.lastAccepted());
    }

    private void addInputs() {
      Duration lag = figures.lag();
      if (lag != null) {
        gauge(
            "lag_seconds",
            "How long what has waited longest to be read has been known; 0 if nothing waits.",
            lag.toMillis() / 1000.0);
      }
      counter(
          "polls_failed",
          "Polls of a table of --activity that failed, and were tried again.",
          figures.failedPolls());
      gauge(
          "rows_without_cursor",
          "Rows of a table of --activity without a value in --activityCursorColumn; they are never"
              + " read.",
          figures.rowsWithoutCursor());
      counter("files_read", "Watched files that were read to their end.", figures.filesRead());
      gauge(
          "files_waiting",
          "Watched files that were found and are not read yet.",
          figures.filesWaiting());
      gauge(
          "files_unreadable",
          "Watched files that could not be read, and have not changed since.",
          figures.filesUnreadable());
      gauge(
          "file_names",
          "Names of files that are known as read; 16 bytes of state each.",
          figures.fileNames());
    }

    private void addContacts(ContactFigures contacts) {
      gauge("contacts", "Identify calls that are in force.", contacts.identified());
      time(
          "contacts_read_timestamp_seconds",
          "When the contacts in force were read.",
          contacts.at());
      counter("contacts_readings", "How often the contacts have been read.", contacts.readings());
      gauge(
          "contacts_failed_readings",
          "Readings of the contacts that have failed since the last one that did not.",
          contacts.failures());
    }

    private void addTroubles(RunReport report) {
      CounterSnapshot.Builder letters = counters("dead_letters", "Dead letters, by reason.");
      for (Reason reason : Reason.values()) {
        long count = report.deadLetters().getOrDefault(reason.code(), 0L);
        letters.dataPoint(count(count, Labels.of("reason", reason.code())));
      }
      all.add(letters.build());
      CounterSnapshot.Builder warnings = counters("warnings", "What was odd, and sent as it is.");
      report
          .warnings()
          .forEach((kind, count) -> warnings.dataPoint(count(count, Labels.of("warning", kind))));
      all.add(warnings.build());
    }

    private void addState(FlinkState state) {
      counter(
          "restarts",
          "How often the runner has restarted the job since the process began.",
          state.restarts());
      Long bytes = state.checkpointBytes();
      if (bytes != null) {
        gauge("checkpoint_bytes", "Size of the last checkpoint.", bytes);
      }
      Instant last = state.lastCheckpoint();
      if (last != null) {
        time("checkpoint_timestamp_seconds", "When the last checkpoint was finished.", last);
      }
    }

    private void counter(String name, String help, Number value) {
      all.add(counters(name, help).dataPoint(count(value, Labels.EMPTY)).build());
    }

    private static CounterSnapshot.Builder counters(String name, String help) {
      return CounterSnapshot.builder().name(PREFIX + name).help(help);
    }

    private static CounterSnapshot.CounterDataPointSnapshot count(Number value, Labels labels) {
      return CounterSnapshot.CounterDataPointSnapshot.builder()
          .value(value.doubleValue())
          .labels(labels)
          .build();
    }

    private void time(String name, String help, Instant time) {
      gauge(name, help, time.toEpochMilli() / 1000.0);
    }

    private void gauge(String name, String help, Number value) {
      all.add(
          GaugeSnapshot.builder()
              .name(PREFIX + name)
              .help(help)
              .dataPoint(
                  GaugeSnapshot.GaugeDataPointSnapshot.builder().value(value.doubleValue()).build())
              .build());
    }
  }
}
