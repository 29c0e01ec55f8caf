package io.github.mailmodosource.job;

/** A run was asked to end before its end; the message is the one line that the user reads. */
public final class StoppedBySignalException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final StopSignal signal;

  /**
   * @param sendsRest whether there is a ledger of what was sent
   */
  StoppedBySignalException(StopSignal signal, boolean sendsRest) {
    super(
        "stopped by "
            + signal
            + "; run the same command again: it "
            + (sendsRest
                ? "sends the rest, under the same ids"
                : "begins anew, and what it sends again has the same ids"));
    this.signal = signal;
  }

  /** What the command ends with. */
  public int exitCode() {
    return signal.exitCode();
  }
}
