package io.github.mailmodosource.runs;

import io.github.mailmodosource.commandline.ExitCode;
import io.github.mailmodosource.commandline.ShellWord;

/** What a user does next about a run that ended. */
final class NextStep {
  private NextStep() {}

  /**
   * In one line; empty if there is nothing to do. Reports of older versions do not say it, and have
   * no command.
   */
  static String of(PastRun run) {
    if (!run.next().isEmpty()) {
      return run.next();
    }
    Integer exitCode = run.exitCode();
    if (exitCode == null) {
      return "goes on, or was killed: the same command goes on from its --state";
    }
    return switch (exitCode) {
      case ExitCode.DONE -> "";
      case ExitCode.DEAD_LETTERS ->
          "when their cause is gone: replay --deadLetters="
              + (run.hasLetters()
                  ? ShellWord.of(run.folder())
                  : "DIR, the folder that the run had");
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
}
