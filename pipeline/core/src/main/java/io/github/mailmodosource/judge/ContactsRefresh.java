package io.github.mailmodosource.judge;

import java.time.Duration;

/**
 * How a run without end keeps what it reads beside the flow.
 *
 * @param run tells the runs of a process apart; the same for all steps of a run
 * @param every how much time lies between two readings of the contacts, and of suppressed people
 * @param waitFor how long an activity that nobody is identified for is held, and judged again after
 *     each reading; zero to count it at once
 */
public record ContactsRefresh(String run, Duration every, Duration waitFor) {
  private static final Duration LEAST = Duration.ofMillis(100);

  public ContactsRefresh {
    if (every.compareTo(LEAST) < 0) {
      throw new IllegalArgumentException("contactsRefresh must be longer than 0; use 5m");
    }
    if (waitFor.isNegative()) {
      throw new IllegalArgumentException("contactsWait must not be negative; use 10m or 0s");
    }
  }

  @Override
  public String toString() {
    return "ContactsRefresh[every " + every + ", wait for " + waitFor + "]";
  }
}
