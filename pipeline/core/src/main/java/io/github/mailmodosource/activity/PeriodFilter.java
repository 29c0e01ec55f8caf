package io.github.mailmodosource.activity;

import io.github.mailmodosource.metrics.FunnelCounter;
import io.github.mailmodosource.metrics.Outcome;
import java.io.Serializable;

/** Keeps the activity inside {@code --since} and {@code --until}, and counts the rest. */
public final class PeriodFilter implements Serializable {
  private final ActivityPeriod period;
  private final FunnelCounter outside = new FunnelCounter(Outcome.OUTSIDE_WINDOW);

  public PeriodFilter(ActivityPeriod period) {
    this.period = period;
  }

  public boolean keeps(Activity activity) {
    if (period.contains(activity.occurrence().time())) {
      return true;
    }
    outside.inc(activity.type().eventName());
    return false;
  }
}
