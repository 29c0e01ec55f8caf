package io.github.mailmodosource.report;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * Stops the job for a cause that its user can mend. The message is the one line that the user
 * reads, so it says what is wrong and how to mend it; no stack trace is shown. Flink does not start
 * the job again after it, whatever its restart strategy says.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class JobStoppedException extends RuntimeException {
  public JobStoppedException(String message) {
    super(message);
  }

  public JobStoppedException(String message, Throwable cause) {
    super(message, cause);
  }
}
