package io.github.mailmodosource.job;

import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.log.Notice;
import io.github.mailmodosource.log.StandardError;
import io.github.mailmodosource.metrics.ProcessCounts;
import io.github.mailmodosource.metrics.RequestCounts;
import io.github.mailmodosource.metrics.RunCounters;
import io.github.mailmodosource.metrics.RunningCounts;
import io.github.mailmodosource.report.ReportOptions;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells on standard error how far a run within this process is, while it goes on: on a terminal a
 * line that is written anew each second, elsewhere, and where lines are JSON, one a minute.
 */
final class Progress implements AutoCloseable {
  static final String AUTO = "auto";
  static final String NONE = "none";

  /** How wide the terminal is that standard error goes to; the starter sets it, if it is one. */
  private static final String COLUMNS = "mailmodosource.columns";

  private static final Duration ON_TERMINAL = Duration.ofSeconds(1);
  private static final Duration ELSEWHERE = Duration.ofMinutes(1);

  private final JobRun run;
  private final ProgressLine line;
  private final long began = System.nanoTime();
  private final @Nullable RedrawnLine redrawn;
  private final ScheduledFuture<?> telling;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("progress"));

  private Progress(JobRun run, @Nullable RedrawnLine redrawn) {
    this.run = run;
    this.redrawn = redrawn;
    line = new ProgressLine(run.job(), run.activityBytes());
    long millis = (redrawn == null ? ELSEWHERE : ON_TERMINAL).toMillis();
    telling = clock.scheduleAtFixedRate(this::tell, millis, millis, TimeUnit.MILLISECONDS);
  }

  /**
   * Checks the option.
   *
   * @throws UsageException with one clear line if it is neither of the two
   */
  static void check(ReportOptions options) {
    String how = options.getProgress();
    if (!AUTO.equals(how) && !NONE.equals(how)) {
      throw new UsageException("--progress=" + how + " is unknown; use auto or none");
    }
  }

  static boolean isWanted(@Nullable String how) {
    return !NONE.equals(how);
  }

  /** Begins to tell; null if nobody wants to hear it. */
  static @Nullable Progress of(JobRun run) {
    if (!run.tellsProgress()) {
      return null;
    }
    int columns = Integer.getInteger(COLUMNS, 0);
    return new Progress(
        run, columns < 1 || StandardError.isJson() ? null : RedrawnLine.onStandardError(columns));
  }

  private void tell() {
    String now =
        line.of(
            RunningCounts.of(run.id()),
            RequestCounts.of(run.id()).counts(),
            ProcessCounts.in(RunCounters.INPUT).getOrDefault(RunCounters.BYTES, 0L),
            Duration.ofNanos(System.nanoTime() - began));
    if (redrawn != null) {
      redrawn.draw(now);
    } else {
      Notice.info(now);
    }
  }

  @Override
  public void close() {
    telling.cancel(false);
    clock.shutdownNow();
    if (redrawn != null) {
      redrawn.close();
    }
  }
}
