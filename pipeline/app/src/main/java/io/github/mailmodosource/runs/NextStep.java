package io.github.mailmodosource.runs;

import io.github.mailmodosource.commandline.ExitCode;

/** What a user does next about a run that ended. */
final class NextStep {
  private NextStep() {}

  /** In one line; empty if there is nothing to do. */
  static String of(PastRun run) {
    Integer exitCode = run.exitCode();
    if (exitCode == null) {
      return "goes on, or was killed: the same command goes on from its --state";
    }
    return switch (exitCode) {
      case ExitCode.DONE -> "";
      case ExitCode.DEAD_LETTERS ->
          "when their cause is gone: replay --deadLetters="
              + (run.hasLetters() ? quoted(run.folder()) : "DIR, the folder that the run had");
      case ExitCode.DIFFERENCES ->
          run.missing() > 0
              ? "send what is missing: the same command with --resend=missing"
              : "see differences.jsonl beside the report";
      default ->
          run.stopped()
              ? "the same command goes on from there"
              : "see what the report says first, then the same command";
    };
  }

  /** As a shell takes it. */
  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:@%+=-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
