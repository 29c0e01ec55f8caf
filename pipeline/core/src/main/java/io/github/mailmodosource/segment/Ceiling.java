package io.github.mailmodosource.segment;

import io.github.mailmodosource.coding.Hash128;
import io.github.mailmodosource.event.TrackEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The most that a run sends, of events or of distinct users. It is reached when something is left
 * that would be above it; a run that has no more ends as ever. What is refused counts as well, and
 * what was accepted before the run does not. Thread-safe: all senders of a process share it.
 */
public final class Ceiling {
  private static final String BEGIN = "stopped at --";

  /** 0 for no bound. */
  private final long maxEvents;

  /** 0 for no bound. */
  private final long maxUsers;

  private final Set<Long> users = new HashSet<>();
  private long events;
  private int underWay;
  private @Nullable String reached;

  private Ceiling(long maxEvents, long maxUsers) {
    this.maxEvents = maxEvents;
    this.maxUsers = maxUsers;
  }

  /** That of the settings; null if they have none. */
  static @Nullable Ceiling of(SegmentSettings settings) {
    return settings.maxEvents() == 0 && settings.maxUsers() == 0
        ? null
        : new Ceiling(settings.maxEvents(), settings.maxUsers());
  }

  /** How the line begins that tells of a ceiling, also where it comes from another process. */
  public static String line(String option, Object value) {
    return BEGIN + option + "=" + value;
  }

  /** Whether what stopped a run was a ceiling. */
  public static boolean isReached(String line) {
    return line.startsWith(BEGIN);
  }

  /**
   * Lets the first of these events through, up to the first that would be above the ceiling. Then
   * {@link #ended} must follow.
   */
  synchronized List<TrackEvent> admit(List<TrackEvent> batch) {
    underWay++;
    int admitted = 0;
    while (reached == null && admitted < batch.size()) {
      if (admits(batch.get(admitted))) {
        admitted++;
      }
    }
    return batch.subList(0, admitted);
  }

  private boolean admits(TrackEvent event) {
    if (events == maxEvents && maxEvents > 0) {
      reached = line("maxEvents", maxEvents);
      return false;
    }
    if (maxUsers > 0) {
      long user = Hash128.of(String.valueOf(event.json().person())).high();
      if (users.size() == maxUsers && !users.contains(user)) {
        reached = line("maxUsers", maxUsers);
        return false;
      }
      users.add(user);
    }
    events++;
    return true;
  }

  /** What was let through has come to its end. */
  synchronized void ended() {
    underWay--;
    notifyAll();
  }

  /**
   * Waits until all that was let through has come to its end, so that a run that stops leaves
   * nothing in doubt.
   *
   * @return how the line begins that says which ceiling it was
   */
  synchronized String awaitEnd() throws InterruptedException {
    while (underWay > 0) {
      wait();
    }
    return String.valueOf(reached);
  }
}
