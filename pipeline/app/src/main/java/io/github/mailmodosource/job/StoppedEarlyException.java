package io.github.mailmodosource.job;

import io.github.mailmodosource.commandline.ExitCode;
import io.github.mailmodosource.report.RunSummary;
import io.github.mailmodosource.segment.Ceiling;
import org.jspecify.annotations.Nullable;

/**
 * A run was asked to end before its end, by a signal or by a ceiling of the user's; the message is
 * the one line that the user reads.
 */
public final class StoppedEarlyException extends RuntimeException {
  private static final long serialVersionUID = 3;
  private static final String SAME_COMMAND = "run the same command again";

  private final int exitCode;

  /** The one that stopped it; null for none. */
  private final @Nullable StopSignal signal;

  private final boolean sendsRest;

  private StoppedEarlyException(
      String line, int exitCode, @Nullable StopSignal signal, boolean sendsRest) {
    super(line);
    this.exitCode = exitCode;
    this.signal = signal;
    this.sendsRest = sendsRest;
  }

  /**
   * By a signal.
   *
   * @param sendsRest whether there is a ledger of what was sent
   */
  static StoppedEarlyException by(StopSignal signal, boolean sendsRest) {
    return new StoppedEarlyException(
        "stopped by " + signal + "; " + again(sendsRest), signal.exitCode(), signal, sendsRest);
  }

  /**
   * The same; one that a signal stopped says how many events Segment has accepted.
   *
   * @param sent null if the run was to send nothing
   */
  StoppedEarlyException having(@Nullable Long sent) {
    if (signal == null) {
      return this;
    }
    String line =
        sent == null
            ? "stopped by " + signal + "; " + SAME_COMMAND
            : "stopped by "
                + signal
                + ", "
                + RunSummary.counted(sent, "event", "events")
                + " sent; "
                + again(sendsRest);
    return new StoppedEarlyException(line, exitCode, signal, sendsRest);
  }

  /**
   * By a ceiling.
   *
   * @param line says which
   */
  static StoppedEarlyException atCeiling(String line) {
    return new StoppedEarlyException(line, ExitCode.CEILING, null, false);
  }

  /**
   * By the time that the run was given.
   *
   * @param sendsRest whether there is a ledger of what was sent
   */
  static StoppedEarlyException at(TimeLimit limit, boolean sendsRest) {
    return atCeiling(Ceiling.line("maxDuration", limit.given()) + "; " + again(sendsRest));
  }

  private static String again(boolean sendsRest) {
    return SAME_COMMAND
        + (sendsRest
            ? ": it sends the rest, under the same ids"
            : ": it begins anew, and what it sends again has the same ids");
  }

  /** What the command ends with. */
  public int exitCode() {
    return exitCode;
  }
}
