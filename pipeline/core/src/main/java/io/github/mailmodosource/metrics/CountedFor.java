package io.github.mailmodosource.metrics;

/** Who learns of what is counted. */
public enum CountedFor {
  /** The runner and {@link ProcessCounts}: whatever a step counts while the runner runs it. */
  BOTH,

  /** The runner alone, within a step, for what this process has counted already. */
  RUNNER,

  /**
   * {@link ProcessCounts} alone, on any thread: what has happened even if the step that it belongs
   * to never comes to its end.
   */
  PROCESS
}
