package io.github.mailmodosource.stream;

import io.github.mailmodosource.event.Version;
import io.github.mailmodosource.job.JobRun;
import io.github.mailmodosource.report.ReadCounters;
import io.github.mailmodosource.report.RunReport;
import io.github.mailmodosource.report.Stop;
import java.util.function.Supplier;

/** What a run without end tells while it goes on. */
final class LiveReport implements AutoCloseable {
  private final JobRun run;

  private LiveReport(JobRun run) {
    this.run = run;
  }

  /** Begins to tell it. */
  static LiveReport start(JobRun run, StreamSettings settings, Supplier<FlinkState> state) {
    return new LiveReport(run);
  }

  /** What this process has counted until now. */
  RunReport now() {
    return ReadCounters.ofStopped(
        new Stop("the run was asked to end", false),
        run.job(),
        Version.get(),
        run.runner(),
        run.started());
  }

  @Override
  public void close() {}
}
