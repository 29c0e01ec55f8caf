package io.github.mailmodosource.report;

/**
 * Stops the job for a cause that its user can mend. The message is the one line that the user
 * reads, so it says what is wrong and how to mend it; no stack trace is shown.
 */
public final class JobStoppedException extends RuntimeException {
  public JobStoppedException(String message) {
    super(message);
  }

  public JobStoppedException(String message, Throwable cause) {
    super(message, cause);
  }
}
