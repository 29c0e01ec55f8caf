package io.github.mailmodosource.commandline;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

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

  /** A ceiling of the user's was reached, and something is left to be sent. */
  public static final int CEILING = 5;

  /** A bounded run was ended by Ctrl-C (SIGINT): as a shell has it, 128 and the signal's number. */
  public static final int INTERRUPTED = 130;

  /** A bounded run was ended by SIGTERM. */
  public static final int TERMINATED = 143;

  /** If several hold, the first of these counts. */
  private static final List<Integer> ORDER =
      List.of(USAGE, INTERRUPTED, TERMINATED, FAILED, CEILING, DIFFERENCES, DEAD_LETTERS, DONE);

  /** What a user is told of each. */
  static final SortedMap<Integer, String> MEANINGS =
      new TreeMap<>(
          Map.of(
              DONE, "done, every row accounted for, no more dead letters than --maxDeadLetters",
              FAILED, "failed, or nothing could be done",
              USAGE, "wrong usage or configuration; one line says what, and how to fix it",
              DEAD_LETTERS, "finished, but with more dead letters than --maxDeadLetters",
              DIFFERENCES, "reconcile found differences",
              CEILING, "a ceiling was reached, and something is left: the same command goes on",
              INTERRUPTED, "ended by Ctrl-C; what was done until then is reported",
              TERMINATED, "ended by SIGTERM; what was done until then is reported"));

  private ExitCode() {}

  /** The one of several codes that a command ends with. */
  public static int of(Integer... all) {
    return Collections.min(List.of(all), Comparator.comparing(ORDER::indexOf));
  }
}
