package io.github.mailmodosource.activity;

import io.github.mailmodosource.report.FunnelCounter;
import io.github.mailmodosource.report.Outcome;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/** Keeps the activity inside {@code --since} and {@code --until}. */
public final class KeepWindow extends PTransform<PCollection<Activity>, PCollection<Activity>> {
  private final TimeWindow window;

  private KeepWindow(TimeWindow window) {
    this.window = window;
  }

  public static KeepWindow of(TimeWindow window) {
    return new KeepWindow(window);
  }

  @Override
  public PCollection<Activity> expand(PCollection<Activity> activities) {
    return activities
        .apply("CompareTimes", ParDo.of(new CompareTimesFn(window)))
        .setCoder(ActivityCoder.of());
  }

  static final class CompareTimesFn extends DoFn<Activity, Activity> {
    private final TimeWindow window;
    private final FunnelCounter outside = new FunnelCounter(Outcome.OUTSIDE_WINDOW);

    CompareTimesFn(TimeWindow window) {
      this.window = window;
    }

    @ProcessElement
    public void compare(@Element Activity activity, OutputReceiver<Activity> out) {
      if (window.contains(activity.occurrence().time())) {
        out.output(activity);
      } else {
        outside.inc(activity.type().eventName());
      }
    }
  }
}
