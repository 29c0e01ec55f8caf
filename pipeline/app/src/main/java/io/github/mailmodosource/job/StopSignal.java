package io.github.mailmodosource.job;

import io.github.mailmodosource.commandline.ExitCode;

/** A signal that asks a run to end. */
enum StopSignal {
  INT("Ctrl-C (SIGINT)", ExitCode.INTERRUPTED),
  TERM("SIGTERM", ExitCode.TERMINATED);

  private final String words;
  private final int exitCode;

  StopSignal(String words, int exitCode) {
    this.words = words;
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }

  /** What people call it. */
  @Override
  public String toString() {
    return words;
  }
}
