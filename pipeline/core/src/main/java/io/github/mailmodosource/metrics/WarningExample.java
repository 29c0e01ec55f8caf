package io.github.mailmodosource.metrics;

import io.github.mailmodosource.coding.MaskedText;
import java.io.Serializable;
import java.util.function.Supplier;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.StringSet;

/**
 * What a warning is about, by one example of each that warns: a number alone sends nobody to the
 * row. A runner brings the examples to the report as it brings counters; of several, the report
 * shows the first.
 */
public final class WarningExample implements Serializable {
  public static final String NAMESPACE = "examples";

  /** Of what {@link RunCounters#trackingPlan} counts. */
  public static final String OF_TRACKING_PLAN = "trackingPlanExamples";

  private final StringSet examples;
  private transient boolean offered;

  /**
   * For one warning.
   *
   * @param warning as {@link RunCounters#warnings} counts it
   */
  public WarningExample(String warning) {
    this(NAMESPACE, warning);
  }

  private WarningExample(String namespace, String name) {
    examples = Metrics.stringSet(namespace, name);
  }

  /** For one violation of a Tracking Plan. */
  public static WarningExample ofTrackingPlan(String violation) {
    return new WarningExample(OF_TRACKING_PLAN, violation);
  }

  /**
   * Takes the first that is offered.
   *
   * @param example a line for people; e-mail addresses are masked
   */
  public void offer(Supplier<String> example) {
    if (!offered) {
      offered = true;
      examples.add(MaskedText.of(example.get()));
    }
  }
}
