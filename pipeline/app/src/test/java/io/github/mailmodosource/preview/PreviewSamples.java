package io.github.mailmodosource.preview;

import io.github.mailmodosource.coding.CoderSamples;
import io.github.mailmodosource.coding.Telltale;
import io.github.mailmodosource.preview.MonthTally.MonthTallyCoder;
import java.util.Map;
import java.util.function.Supplier;

/** Values of {@code preview} that travel. */
public final class PreviewSamples {
  private PreviewSamples() {}

  public static CoderSamples<?> tallies() {
    MonthTally one = new MonthTally(3);
    one.add("Email Sent", "u-1");
    return CoderSamples.of(MonthTallyCoder.of()).and("one event", one);
  }

  public static Map<Class<?>, Supplier<?>> telltales() {
    return Map.of(
        MonthTally.class,
        () -> {
          MonthTally tally = new MonthTally();
          tally.add("Email Sent", Telltale.ADDRESS);
          return tally;
        });
  }
}
