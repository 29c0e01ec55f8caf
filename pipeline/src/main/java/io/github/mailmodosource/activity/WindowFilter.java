package io.github.mailmodosource.activity;

import io.github.mailmodosource.report.FunnelCounter;
import io.github.mailmodosource.report.Outcome;
import java.io.Serializable;

/** Keeps the activity inside {@code --since} and {@code --until}, and counts the rest. */
public final class WindowFilter implements Serializable {
  private final TimeWindow window;
  private final FunnelCounter outside = new FunnelCounter(Outcome.OUTSIDE_WINDOW);

  public WindowFilter(TimeWindow window) {
    this.window = window;
  }

  public boolean keeps(Activity activity) {
    if (window.contains(activity.occurrence().time())) {
      return true;
    }
    outside.inc(activity.type().eventName());
    return false;
  }
}
