package io.github.mailmodosource.runner;

import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.failure.StopMark;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.jspecify.annotations.Nullable;

/** Flink does not start the job again after it, whatever its restart strategy says. */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
final class FlinkJobStoppedException extends JobStoppedException {
  private static final long serialVersionUID = 1;

  private FlinkJobStoppedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The service that {@link JobStoppedException} finds on the class path. */
  public static final class Mark implements StopMark {
    @Override
    public JobStoppedException marked(String message, @Nullable Throwable cause) {
      return new FlinkJobStoppedException(message, cause);
    }
  }
}
