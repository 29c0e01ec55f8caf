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

  private static final String OURS = "io.github.mailmodosource.";

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

  /** Whether Flink throws it to end the program that it has called, as it does for a plan. */
  public static boolean isOfFlink(Throwable thrown) {
    return thrown.getClass().getName().startsWith("org.apache.flink.client.program.");
  }

  /**
   * What Flink says against an option of its own while it is set up, before there is a job; null if
   * it was something else that failed.
   */
  public static @Nullable String wrongFlinkOption(Throwable thrown) {
    return isAbout(thrown, FLINK_SET_UP) && thrown.getCause() == null
        ? "an option of the FlinkRunner is wrong: " + root(thrown)
        : null;
  }

  /**
   * What a bug of ours, or of a library, failed with, in one line: its class, its words, and where
   * in our code it was.
   */
  public static String bugLine(Throwable thrown) {
    Throwable root = bug(thrown);
    String words = root.getMessage() == null ? "" : ": " + firstLine(root.getMessage());
    String name = className(root);
    if (words.startsWith(": " + name)) {
      // As Flink writes it down for other processes.
      words = words.substring(2);
      name = "";
    }
    return name
        + words
        + Arrays.stream(root.getStackTrace())
            .filter(frame -> frame.getClassName().startsWith(OURS))
            .findFirst()
            .map(frame -> " (" + frame.getFileName() + ":" + frame.getLineNumber() + ")")
            .orElse("");
  }

  /** What is at the bottom of what a runner throws. */
  public static Throwable bug(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  static boolean isAbout(Throwable t, String className) {
    return Arrays.stream(t.getStackTrace())
        .anyMatch(frame -> frame.getClassName().equals(className));
  }

  static String className(Throwable t) {
    return t instanceof SerializedThrowable serialized
        ? serialized.getOriginalErrorClassName()
        : t.getClass().getName();
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }

  /** What is at the bottom of it, in one line without the name of a class. */
  public static String root(Throwable thrown) {
    Throwable root = bug(thrown);
    String words = firstLine(String.valueOf(root.getMessage()));
    String name = className(root) + ": ";
    return words.startsWith(name)
        ? words.substring(name.length())
        : words.isEmpty() ? "the reason is unknown" : words;
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
