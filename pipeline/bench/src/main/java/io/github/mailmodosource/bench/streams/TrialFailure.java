package io.github.mailmodosource.bench.streams;

/** What a trial found to be wrong. */
final class TrialFailure extends Exception {
  private static final long serialVersionUID = 1;

  TrialFailure(String message) {
    super(message);
  }
}
