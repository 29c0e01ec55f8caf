package io.github.mailmodosource.stream;

import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.job.DaemonThreads;
import io.github.mailmodosource.job.JobRun;
import io.github.mailmodosource.job.NextSteps;
import io.github.mailmodosource.job.RunEnd;
import io.github.mailmodosource.log.Notice;
import io.github.mailmodosource.metrics.ProcessCounts;
import io.github.mailmodosource.report.ReportFiles;
import io.github.mailmodosource.report.RunReport;
import io.github.mailmodosource.report.RunSummary;
import io.github.mailmodosource.report.Stop;
import java.io.PrintStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a run without end tells while it runs: every minute a line on standard output and the two
 * files of its report, and at any time the page of metrics that Prometheus reads. All of it is what
 * this process counts ({@link ProcessCounts}); a runner's own counters say nothing before the end.
 *
 * <p>{@link #end} prints the last funnel, and writes the report for the last time. Whoever only
 * closes this has told the end in some other way.
 */
public final class LiveReport implements AutoCloseable {
  private static final long SECONDS_TO_STOP = 10;

  private final JobRun run;
  private final Supplier<FlinkState> state;
  private final PrintStream out;
  private final @Nullable MetricsServer metrics;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("live report"));
  private LiveFigures before;
  private @Nullable String trouble;

  private LiveReport(
      JobRun run, StreamSettings settings, Supplier<FlinkState> state, PrintStream out) {
    this.run = run;
    this.state = state;
    this.out = out;
    before = figures();
    StreamSettings.MetricsAddress address = settings.metrics();
    metrics = address == null ? null : MetricsServer.start(address, new LiveMetrics(this::figures));
  }

  /**
   * Begins to tell. What this process has counted for earlier runs is forgotten.
   *
   * @param state what the runner knows; asked from several threads, and must neither wait nor fail
   * @throws UsageException with one clear line if the address for the metrics cannot be listened on
   */
  public static LiveReport start(JobRun run, StreamSettings settings, Supplier<FlinkState> state) {
    return start(run, settings, state, System.out);
  }

  static LiveReport start(
      JobRun run, StreamSettings settings, Supplier<FlinkState> state, PrintStream out) {
    ProcessCounts.clear();
    LiveReport report = new LiveReport(run, settings, state, out);
    MetricsServer metrics = report.metrics;
    if (metrics != null) {
      out.println("metrics at " + metrics.url());
    }
    long millis = settings.funnelInterval().toMillis();
    var unused =
        report.clock.scheduleAtFixedRate(report::tell, millis, millis, TimeUnit.MILLISECONDS);
    return report;
  }

  /** The report of now, of a run that goes on; with an exit code it is that of one that ended. */
  public RunReport now() {
    return figures().report();
  }

  private LiveFigures figures() {
    return LiveFigures.of(run, state.get());
  }

  /** Whatever fails here must not end the lines that follow. */
  private void tell() {
    try {
      LiveFigures now = figures();
      out.println(LiveLine.of(now, before));
      before = now;
      RunReport report = now.report();
      ReportFiles.write(report.withNext(NextSteps.of(run, report)), run.reportFolder());
      trouble = null;
    } catch (JobStoppedException e) {
      complain(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      complain("the figures of the run cannot be told: " + e);
    }
  }

  /** Once for as long as it lasts: a disk that is full is full for more than a minute. */
  private void complain(String line) {
    if (!line.equals(trouble)) {
      trouble = line;
      Notice.warn(line);
    }
  }

  /**
   * The run has ended: prints the last funnel, and writes the report for the last time.
   *
   * @param stop why it stopped; null if it was asked to end, and what was read is delivered or in
   *     the state
   * @throws JobStoppedException with one clear line if the report cannot be written
   */
  public void end(int exitCode, @Nullable Stop stop) {
    stopTelling();
    RunReport last = now().withExitCode(exitCode);
    if (stop != null) {
      last = last.withStop(stop);
    }
    last = last.withNext(NextSteps.of(run, last));
    RunSummary.print(last, out);
    if (last.deadLetterCount() > 0) {
      out.println("  letters       " + NextSteps.lettersOf(run.deadLetterFile()));
    }
    ReportFiles.write(last, run.reportFolder());
    RunEnd.printReportPage(run, out);
    RunSummary.printNext(last, out);
  }

  /** After this no line comes, and no file is written. */
  private void stopTelling() {
    clock.shutdown();
    try {
      boolean unused = clock.awaitTermination(SECONDS_TO_STOP, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where metrics can be read; null if nowhere. */
  @Nullable String metricsUrl() {
    return metrics == null ? null : metrics.url();
  }

  @Override
  public void close() {
    stopTelling();
    if (metrics != null) {
      metrics.close();
    }
  }
}
