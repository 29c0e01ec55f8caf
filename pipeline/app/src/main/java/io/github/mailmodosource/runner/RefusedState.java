package io.github.mailmodosource.runner;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.StreamCorruptedException;
import java.io.UTFDataFormatException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds, in what Flink throws, that a job cannot go on from a state, and says what to do. */
public final class RefusedState {
  /** Where Flink begins with a checkpoint, and what it calls one that does not fit. */
  private static final List<String> REFUSED =
      List.of(
          "Failed to rollback to checkpoint/savepoint",
          "Could not restore keyed state backend",
          "Could not restore operator state backend",
          "Exception while creating StreamOperatorStateContext",
          "Cannot find checkpoint or savepoint",
          "org.apache.flink.util.StateMigrationException",
          "org.apache.flink.runtime.state.BackendBuildingException");

  private static final String READS_STATE = "org.apache.flink.runtime.checkpoint.Checkpoints";

  /** What reads the part of a checkpoint that tells of its other files. */
  private static final String METADATA = "org.apache.flink.runtime.checkpoint.metadata.";

  private static final String STEP_IS_GONE = "the operator is not available in the new program";

  private static final Pattern OTHER_MAX_PARALLELISM =
      Pattern.compile(
          "with max parallelism (\\d+) to new program with max parallelism (\\d+)"
              + "|The maximum parallelism \\((\\d+)\\) with which .* the current maximum"
              + " parallelism \\((\\d+)\\) changed");

  private static final Pattern TOO_PARALLEL =
      Pattern.compile(
          "maximum parallelism \\((\\d+)\\) of the restored state is lower than the configured"
              + " parallelism \\((\\d+)\\)");

  /** What reading a file fails with that is cut off, overwritten or gone. */
  private static final Set<String> DAMAGES =
      Set.of(
          EOFException.class.getName(),
          StreamCorruptedException.class.getName(),
          UTFDataFormatException.class.getName(),
          FileNotFoundException.class.getName(),
          NoSuchFileException.class.getName());

  private static final String READS_AGAIN =
      ", which reads all of --activity again and sends it under the same ids";

  private RefusedState() {}

  /**
   * What is wrong with the state that a job was to go on from, and what to do, in one line; null if
   * it was something else that failed.
   *
   * @param checkpoint where that is, as the user knows it
   */
  public static @Nullable String line(Throwable thrown, String checkpoint) {
    boolean refused = false;
    boolean damaged = false;
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      String text = Failures.className(t) + ": " + t.getMessage();
      if (REFUSED.stream().anyMatch(text::contains) || Failures.isAbout(t, READS_STATE)) {
        refused = true;
      }
      if (text.contains(STEP_IS_GONE)) {
        return "it is of a run that read something else (files in the place of a table, or a table"
            + " beside them), or of another version; use another --state"
            + READS_AGAIN
            + orDrain();
      }
      Matcher other = OTHER_MAX_PARALLELISM.matcher(text);
      if (other.find()) {
        String before = other.group(1) != null ? other.group(1) : other.group(3);
        String now = other.group(1) != null ? other.group(2) : other.group(4);
        return "it was written with --maxParallelism="
            + before
            + ", and this run has --maxParallelism="
            + now
            + "; use --maxParallelism="
            + before;
      }
      Matcher many = TOO_PARALLEL.matcher(text);
      if (many.find()) {
        return "it was written with --maxParallelism="
            + many.group(1)
            + ", and this run has --parallelism="
            + many.group(2)
            + "; use --parallelism="
            + many.group(1)
            + " or less";
      }
      damaged |= DAMAGES.contains(Failures.className(t)) || isAboutMetadata(t);
    }
    if (!refused) {
      return null;
    }
    return damaged
        ? "the checkpoint at "
            + checkpoint
            + " is damaged; delete it (the one before it is used, if there is one), or use another"
            + " --state"
            + READS_AGAIN
        : "it is of another version, or of another --stateBackend; use another --state"
            + READS_AGAIN
            + orDrain();
  }

  private static boolean isAboutMetadata(Throwable t) {
    return Arrays.stream(t.getStackTrace())
        .anyMatch(frame -> frame.getClassName().startsWith(METADATA));
  }

  private static String orDrain() {
    return "; or drain first with what wrote it: run that once more, and end it with SIGTERM when"
        + " all is delivered, then begin with a new --state";
  }
}
