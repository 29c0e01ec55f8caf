package io.github.mailmodosource.failure;

import io.github.mailmodosource.coding.MaskedText;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Stops the job for a cause that its user can fix. The message is the one line that the user reads,
 * so it says what is wrong and how to fix it; no stack trace is shown. Runners log it: e-mail
 * addresses in the message, such as what a database says of a value, are masked.
 *
 * <p>A runner may start a job again after an exception, unless the exception is marked in the
 * runner's own way. That mark comes from a {@link StopMark} on the class path, so that nothing here
 * depends on a runner.
 */
public class JobStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private static final StopMark MARK =
      ServiceLoader.load(StopMark.class, JobStoppedException.class.getClassLoader())
          .findFirst()
          .orElse(JobStoppedException::new);

  /** For a {@link StopMark}; everybody else calls {@link #of(String)}. */
  protected JobStoppedException(String message, @Nullable Throwable cause) {
    super(MaskedText.of(message), cause);
  }

  /** The exception that stops the job on this runner. */
  public static JobStoppedException of(String message) {
    return MARK.marked(message, null);
  }

  /** The exception that stops the job on this runner, with what led to it. */
  public static JobStoppedException of(String message, Throwable cause) {
    return MARK.marked(message, cause);
  }
}
