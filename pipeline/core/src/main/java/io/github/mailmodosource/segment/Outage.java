package io.github.mailmodosource.segment;

import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells the user that Segment does not take batches, and when it takes them again: a line each, not
 * one for each attempt, and no more than one pair a minute. Thread-safe.
 */
final class Outage {
  private static final Duration BETWEEN = Duration.ofMinutes(1);

  private final URI address;
  private final Duration retryFor;
  private final Consumer<String> user;
  private @Nullable Long toldAt;
  private boolean open;

  Outage(URI address, Duration retryFor, Consumer<String> user) {
    this.address = address;
    this.retryFor = retryFor;
    this.user = user;
  }

  /** A request failed, and is tried again. */
  synchronized void failed(String reason) {
    long now = System.nanoTime();
    if (open || (toldAt != null && now - toldAt < BETWEEN.toNanos())) {
      return;
    }
    open = true;
    toldAt = now;
    user.accept("Segment is not accepting batches at " + address + ": " + reason + whatFollows());
  }

  private String whatFollows() {
    if (retryFor.equals(SegmentSettings.WITHOUT_END)) {
      return "; retrying until it is";
    }
    return retryFor.isZero() ? "; not retrying" : "; retrying for up to " + text(retryFor);
  }

  /**
   * A request was accepted.
   *
   * @param startedNanos when it began; one that was under way already says nothing
   */
  synchronized void succeeded(long startedNanos) {
    Long since = toldAt;
    if (open && since != null && startedNanos - since > 0) {
      open = false;
      user.accept(
          "Segment is accepting batches again at "
              + address
              + ", after "
              + text(Duration.ofNanos(System.nanoTime() - since)));
    }
  }

  /** {@code 90 s}, {@code 5 min}, {@code 1 h}: the largest unit that is exact, in whole seconds. */
  static String text(Duration duration) {
    long seconds = Math.max(1, Math.round(duration.toMillis() / 1000.0));
    if (seconds % 3600 == 0) {
      return seconds / 3600 + " h";
    }
    return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }
}
