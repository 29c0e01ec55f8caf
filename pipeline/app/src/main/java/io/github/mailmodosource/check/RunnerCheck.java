package io.github.mailmodosource.check;

import io.github.mailmodosource.cluster.Cluster;
import io.github.mailmodosource.commandline.CommandLine;
import io.github.mailmodosource.job.JobRun;
import io.github.mailmodosource.runner.FlinkMaster;
import io.github.mailmodosource.runner.RunnerDefaults;
import io.github.mailmodosource.runner.Workers;
import io.github.mailmodosource.stream.StreamOnly;
import io.github.mailmodosource.stream.StreamSettings;

/** What the job would run on. */
final class RunnerCheck {
  private RunnerCheck() {}

  static void make(CommandLine commandLine, CheckOptions options, CheckLines lines) {
    Boolean known =
        lines.attempt(
            "runner",
            () -> {
              RunnerDefaults.apply(options, commandLine);
              FlinkMaster.check(options);
              return true;
            });
    if (known != null) {
      tell(options, lines);
    }
    checkStreaming(commandLine, options, lines);
    checkLimits(options, lines);
  }

  private static void checkStreaming(
      CommandLine commandLine, CheckOptions options, CheckLines lines) {
    Boolean fitting =
        lines.attempt(
            "streaming",
            () -> {
              if (options.isStreaming()) {
                StreamOnly.checkWithoutEnd(commandLine, options);
              } else {
                StreamOnly.check(commandLine);
              }
              return true;
            });
    if (fitting != null && options.isStreaming()) {
      lines.of("streaming", faults -> StreamSettings.of(options, faults));
    }
  }

  /** How a run would be judged. */
  private static void checkLimits(CheckOptions options, CheckLines lines) {
    Boolean unused =
        lines.attempt(
            "limits",
            () -> {
              JobRun.checkLimits(options);
              return true;
            });
  }

  private static void tell(CheckOptions options, CheckLines lines) {
    String runner = options.getRunner().getSimpleName();
    if (!Workers.mayBeInSeveralProcesses(options)) {
      lines.right("runner", runner + ", within this process");
      return;
    }
    String cluster =
        lines.attempt(
            "runner",
            () -> {
              Cluster found = Cluster.of(options);
              return found == null ? "" : found.words();
            });
    if (cluster != null) {
      lines.right("runner", runner + (cluster.isEmpty() ? "" : " at " + cluster));
    }
  }
}
