package io.github.mailmodosource.shard;

import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;

/**
 * Brings elements into the global window, where state is kept for as long as a step says, and
 * bundles may mix what belongs to several windows.
 */
public final class OneWindow {
  private OneWindow() {}

  /** The same elements; the collection itself if it is in the global window already. */
  public static <T> PCollection<T> of(PCollection<T> elements) {
    if (elements.getWindowingStrategy().getWindowFn() instanceof GlobalWindows) {
      return elements;
    }
    return elements.apply(
        "OneWindow",
        Window.<T>into(new GlobalWindows())
            .triggering(DefaultTrigger.of())
            .withAllowedLateness(Duration.ZERO)
            .discardingFiredPanes());
  }
}
