package io.github.mailmodosource.job;

import io.github.mailmodosource.log.Notice;

/**
 * Ctrl-C and SIGTERM before a pipeline runs, while inputs are looked at and folders are made, and
 * after it: they end the process at once, and a line says so. {@link StopSignals} takes their place
 * while there is a pipeline.
 */
public final class EarlySignals implements AutoCloseable {
  private final SignalHandlers handlers;

  private EarlySignals(SignalHandlers handlers) {
    this.handlers = handlers;
  }

  /** Looks out for both. */
  public static EarlySignals watch() {
    return new EarlySignals(SignalHandlers.of(EarlySignals::end));
  }

  private static void end(StopSignal signal) {
    Notice.error(
        "ended by " + signal + " while nothing was being sent; run the same command again");
    System.exit(signal.exitCode());
  }

  @Override
  public void close() {
    handlers.close();
  }
}
