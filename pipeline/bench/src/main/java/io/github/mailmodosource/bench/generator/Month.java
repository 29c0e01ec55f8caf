package io.github.mailmodosource.bench.generator;

/** When all activity is: a whole month, far enough from any change of clocks in UTC. */
final class Month {
  /** 2026-10-01T00:00:00Z, in milliseconds. */
  static final long START = 1_790_812_800_000L;

  /** Thirty days, in milliseconds. */
  static final long SPAN = 30L * 24 * 3600 * 1000;

  private Month() {}
}
