package io.github.mailmodosource.metrics;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Knows when a runner begins a run again in this process. After a failure a runner ends all steps,
 * and begins new ones from its last checkpoint. The rows that were under way are gone then, and
 * come again from their source; so what the old steps have counted must be told from what the new
 * ones count, or those rows would be under way for ever.
 */
public final class RunAttempts {
  private static final Map<String, RunAttempts> BY_RUN = new HashMap<>();

  private final String run;
  private final Set<Object> steps = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean begun;

  private RunAttempts(String run) {
    this.run = run;
  }

  public static RunAttempts of(String run) {
    synchronized (BY_RUN) {
      return BY_RUN.computeIfAbsent(run, RunAttempts::new);
    }
  }

  /** A step is set up that rows are counted in, and has counted none. */
  public synchronized void enter(Object step) {
    if (begun && steps.isEmpty()) {
      ProcessCounts.endAttempt();
      WaitingCounts.of(run).endAttempt();
    }
    begun = true;
    steps.add(step);
  }

  /** A step is torn down; a second call does nothing. */
  public synchronized void leave(Object step) {
    steps.remove(step);
  }
}
