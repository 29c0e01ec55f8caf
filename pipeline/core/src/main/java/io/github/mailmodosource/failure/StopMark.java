package io.github.mailmodosource.failure;

import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link JobStoppedException} that a runner takes as final: a service ({@link
 * java.util.ServiceLoader}) that whoever brings the runner provides. Without one a plain exception
 * is thrown, and the runner's restart strategy decides.
 */
public interface StopMark {
  /** The exception, of a subclass that the runner does not start the job again after. */
  JobStoppedException marked(String message, @Nullable Throwable cause);
}
