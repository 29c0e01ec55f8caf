package io.github.mailmodosource.preview;

import io.github.mailmodosource.commandline.UsageException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a Segment plan has for a month.
 *
 * @param users distinct users; null if it is not known
 * @param calls API calls; null if it is not known
 */
record Plan(@Nullable Long users, @Nullable Long calls) implements Serializable {
  private static final long serialVersionUID = 1;

  /**
   * Of the options.
   *
   * @throws UsageException with one clear line if one is out of range, or without {@code
   *     --forecast}
   */
  static Plan of(ForecastOptions options) {
    return new Plan(
        checked("--planUsers", options.getPlanUsers(), options.isForecast()),
        checked("--planCalls", options.getPlanCalls(), options.isForecast()));
  }

  private static @Nullable Long checked(String option, @Nullable Long value, boolean forecast) {
    if (value != null && value < 1) {
      throw new UsageException(option + "=" + value + " is out of range; use 1 or more");
    }
    if (value != null && !forecast) {
      throw new UsageException(option + " is for a forecast; add --forecast, or leave it out");
    }
    return value;
  }
}
