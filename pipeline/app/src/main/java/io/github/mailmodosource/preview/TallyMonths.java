package io.github.mailmodosource.preview;

import io.github.mailmodosource.event.EventJson;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.metrics.DayCounters;
import io.github.mailmodosource.preview.MonthTally.MonthTallyCoder;
import io.github.mailmodosource.shard.BoundedOnly;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;

/**
 * Counts events and distinct users by the month of the activity (UTC): {@code 2026-11}, or what
 * {@link DayCounters} calls the times outside every plausible history, so that there are never too
 * many. A bundle's events are counted before anything is moved. Bounded only.
 */
final class TallyMonths
    extends PTransform<PCollection<TrackEvent>, PCollection<KV<String, MonthTally>>> {
  private static final Coder<KV<String, MonthTally>> CODER =
      KvCoder.of(StringUtf8Coder.of(), MonthTallyCoder.of());

  private static final String FIRST = "2000-01";
  private static final String LAST = "2099-12";

  private TallyMonths() {}

  static TallyMonths create() {
    return new TallyMonths();
  }

  @Override
  public PCollection<KV<String, MonthTally>> expand(PCollection<TrackEvent> events) {
    BoundedOnly.check(this, events);
    return events
        .apply("TallyBundle", ParDo.of(new TallyBundleFn()))
        .setCoder(CODER)
        .apply("AddUp", Combine.perKey(new AddUpFn()))
        .setCoder(CODER);
  }

  /** The month of an event: the beginning of its timestamp, which is in UTC. */
  static String monthOf(EventJson event) {
    String time = Objects.requireNonNull(event.timestamp(), "an event of ours has its time");
    // ISO-8601 has a sign before years of more than four digits, and before those before 0.
    if (time.startsWith("+")) {
      return DayCounters.LATER;
    }
    String month = time.substring(0, FIRST.length());
    if (month.compareTo(FIRST) < 0) {
      return DayCounters.EARLIER;
    }
    return month.compareTo(LAST) > 0 ? DayCounters.LATER : month;
  }

  static final class TallyBundleFn extends DoFn<TrackEvent, KV<String, MonthTally>> {
    private transient @Nullable Map<String, MonthTally> months;

    @StartBundle
    public void startBundle() {
      months = new TreeMap<>();
    }

    @ProcessElement
    public void tally(@Element TrackEvent event) {
      months()
          .computeIfAbsent(monthOf(event.json()), month -> new MonthTally())
          .add(event.eventName(), String.valueOf(event.json().person()));
    }

    @FinishBundle
    public void finishBundle(FinishBundleContext context) {
      months()
          .forEach(
              (month, tally) ->
                  context.output(
                      KV.of(month, tally),
                      GlobalWindow.INSTANCE.maxTimestamp(),
                      GlobalWindow.INSTANCE));
      months = null;
    }

    private Map<String, MonthTally> months() {
      return Objects.requireNonNull(months, "a bundle begins with startBundle");
    }
  }

  static final class AddUpFn extends CombineFn<MonthTally, MonthTally, MonthTally> {
    @Override
    public MonthTally createAccumulator() {
      return new MonthTally();
    }

    @Override
    public MonthTally addInput(MonthTally sum, MonthTally part) {
      sum.add(part);
      return sum;
    }

    @Override
    public MonthTally mergeAccumulators(Iterable<MonthTally> parts) {
      MonthTally sum = createAccumulator();
      parts.forEach(sum::add);
      return sum;
    }

    @Override
    public MonthTally extractOutput(MonthTally sum) {
      return sum;
    }

    @Override
    public Coder<MonthTally> getAccumulatorCoder(CoderRegistry registry, Coder<MonthTally> input) {
      return MonthTallyCoder.of();
    }

    @Override
    public Coder<MonthTally> getDefaultOutputCoder(
        CoderRegistry registry, Coder<MonthTally> input) {
      return MonthTallyCoder.of();
    }
  }
}
