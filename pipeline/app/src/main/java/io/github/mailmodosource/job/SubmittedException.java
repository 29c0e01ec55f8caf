package io.github.mailmodosource.job;

/** A job was submitted, and nobody waits for its end here; so there is nothing to report yet. */
final class SubmittedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  SubmittedException() {
    super("the job was submitted");
  }
}
