package io.github.mailmodosource.check;

import io.github.mailmodosource.job.FolderTrial;
import org.jspecify.annotations.Nullable;

/** The folders that a run writes to: each is tried, and left as it was. */
final class FoldersCheck {
  private static final String FOLDERS = "folders";
  private static final String REPORTS = "reports";
  private static final String STATE = "state";
  private static final String OFF = "none";

  private final CheckLines lines;

  private FoldersCheck(CheckLines lines) {
    this.lines = lines;
  }

  static void make(CheckOptions options, CheckLines lines) {
    FoldersCheck check = new FoldersCheck(lines);
    check.attempt("--report", options.getReport(), REPORTS);
    if (options.getDeadLetters() != null) {
      check.attempt("--deadLetters", options.getDeadLetters(), REPORTS);
    }
    if (options.isStreaming()) {
      check.attempt("--state", options.getState(), STATE);
    } else if (!OFF.equals(options.getResume())) {
      check.attempt("--resume", options.getResume(), STATE);
    }
  }

  private void attempt(String option, @Nullable String given, String usual) {
    String folder =
        lines.attempt(FOLDERS, () -> FolderTrial.of(option, given == null ? usual : given));
    if (folder != null) {
      lines.right(
          FOLDERS,
          folder
              + " can be written ("
              + option
              + (given == null ? ", which is not given" : "")
              + ")");
    }
  }
}
