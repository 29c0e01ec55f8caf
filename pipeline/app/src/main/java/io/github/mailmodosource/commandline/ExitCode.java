package io.github.mailmodosource.commandline;

/** What a command's end means. */
public final class ExitCode {
  /** Every row accounted for, no more dead letters than allowed. */
  public static final int DONE = 0;

  public static final int FAILED = 1;

  /** Wrong usage or configuration. */
  public static final int USAGE = 2;

  /** Finished, but with more dead letters than allowed. */
  public static final int DEAD_LETTERS = 3;

  /** {@code reconcile} found more differences than allowed. */
  public static final int DIFFERENCES = 4;

  private ExitCode() {}
}
