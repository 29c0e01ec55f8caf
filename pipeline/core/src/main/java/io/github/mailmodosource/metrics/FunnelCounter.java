package io.github.mailmodosource.metrics;

import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.sdk.metrics.Counter;

/** Counts the rows that end in one place, by event. Rows whose event is unknown count too. */
public final class FunnelCounter implements Serializable {
  public static final String NAMESPACE = "funnel";

  /** The event under which rows without a known one are counted. */
  public static final String UNKNOWN = "unknown";

  private final Outcome outcome;
  private final CountedFor whom;
  private final Map<String, Counter> byEvent = new ConcurrentHashMap<>();

  public FunnelCounter(Outcome outcome) {
    this(outcome, CountedFor.BOTH);
  }

  public FunnelCounter(Outcome outcome, CountedFor whom) {
    this.outcome = outcome;
    this.whom = whom;
  }

  public void inc(String event) {
    inc(event, 1);
  }

  public void inc(String event, long rows) {
    byEvent
        .computeIfAbsent(event, e -> new RunCounter(NAMESPACE, outcome.name() + "/" + e, whom))
        .inc(rows);
  }
}
