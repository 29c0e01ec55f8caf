package io.github.mailmodosource.job;

import io.github.mailmodosource.commandline.ExitCode;
import io.github.mailmodosource.segment.Ceiling;

/**
 * A run was asked to end before its end, by a signal or by a ceiling of the user's; the message is
 * the one line that the user reads.
 */
public final class StoppedEarlyException extends RuntimeException {
  private static final long serialVersionUID = 2;

  private final int exitCode;

  private StoppedEarlyException(String line, int exitCode) {
    super(line);
    this.exitCode = exitCode;
  }

  /**
   * By a signal.
   *
   * @param sendsRest whether there is a ledger of what was sent
   */
  static StoppedEarlyException by(StopSignal signal, boolean sendsRest) {
    return new StoppedEarlyException(
        "stopped by " + signal + "; " + again(sendsRest), signal.exitCode());
  }

  /**
   * By a ceiling.
   *
   * @param line says which
   */
  static StoppedEarlyException atCeiling(String line) {
    return new StoppedEarlyException(line, ExitCode.CEILING);
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
    return "run the same command again: it "
        + (sendsRest
            ? "sends the rest, under the same ids"
            : "begins anew, and what it sends again has the same ids");
  }

  /** What the command ends with. */
  public int exitCode() {
    return exitCode;
  }
}
