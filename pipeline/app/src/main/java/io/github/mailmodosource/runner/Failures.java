package io.github.mailmodosource.runner;

import io.github.mailmodosource.failure.JobStoppedException;
import java.util.Arrays;
import java.util.Set;
import org.apache.flink.runtime.client.JobSubmissionException;
import org.apache.flink.util.SerializedThrowable;
import org.jspecify.annotations.Nullable;

/** Finds, in what a runner throws, the one line that is meant for the user. */
public final class Failures {
  private static final String FLINK_SET_UP =
      "org.apache.beam.runners.flink.FlinkExecutionEnvironments";

  /** What stops a job, with Flink's mark and without. */
  private static final Set<String> STOPS =
      Set.of(JobStoppedException.class.getName(), FlinkJobStoppedException.class.getName());

  private Failures() {}

  /** The message of the {@link JobStoppedException} inside; null if this is a bug of ours. */
  public static @Nullable String userLine(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof JobStoppedException) {
        return t.getMessage();
      }
      String remote = remoteUserLine(t);
      if (remote != null) {
        return remote;
      }
      if (t instanceof JobSubmissionException) {
        return "the Flink cluster did not accept the job ("
            + root(t)
            + "); is it running, and is --flinkMaster its REST address?";
      }
      if (t instanceof OutOfMemoryError) {
        return "there is not enough memory ("
            + t.getMessage()
            + "); allow more with JAVA_OPTS=-Xmx4g, or use --runner=FlinkRunner, which groups on disk"
            + " what the DirectRunner keeps in memory";
      }
    }
    return null;
  }

  /**
   * What Flink says against an option of its own while it is set up, before there is a job; null if
   * it was something else that failed.
   */
  public static @Nullable String wrongFlinkOption(Throwable thrown) {
    boolean settingUp =
        Arrays.stream(thrown.getStackTrace())
            .anyMatch(frame -> frame.getClassName().equals(FLINK_SET_UP));
    return settingUp && thrown.getCause() == null
        ? "an option of the FlinkRunner is wrong: " + root(thrown)
        : null;
  }

  /** What is at the bottom of it, in one line. */
  static String root(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage()).lines().findFirst().orElse("the reason is unknown");
  }

  /** Flink wraps what happened on another machine, with the class's name in front. */
  private static @Nullable String remoteUserLine(Throwable t) {
    if (t instanceof SerializedThrowable serialized
        && STOPS.contains(serialized.getOriginalErrorClassName())) {
      String name = serialized.getOriginalErrorClassName();
      String message = String.valueOf(serialized.getMessage());
      return message.startsWith(name + ": ") ? message.substring(name.length() + 2) : message;
    }
    return null;
  }
}
