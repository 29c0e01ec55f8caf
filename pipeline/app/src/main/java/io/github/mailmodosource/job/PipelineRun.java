package io.github.mailmodosource.job;

import io.github.mailmodosource.cluster.Cluster;
import io.github.mailmodosource.commandline.ExitCode;
import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.event.Version;
import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.log.Notice;
import io.github.mailmodosource.metrics.Outcome;
import io.github.mailmodosource.metrics.ProcessCounts;
import io.github.mailmodosource.metrics.RunningCounts;
import io.github.mailmodosource.report.ReadCounters;
import io.github.mailmodosource.report.RunReport;
import io.github.mailmodosource.report.Stop;
import io.github.mailmodosource.runner.DirectMemory;
import io.github.mailmodosource.runner.EmbeddedFlink;
import io.github.mailmodosource.runner.Failures;
import io.github.mailmodosource.runner.Workers;
import io.github.mailmodosource.segment.Ceiling;
import io.github.mailmodosource.segment.SegmentSink;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricResults;

/** Runs the pipeline of a job to its end, and knows what may stop it. */
public final class PipelineRun {
  private static final int SECONDS_TO_STOP = 10;

  private PipelineRun() {}

  /**
   * Runs the pipeline to its end. If a run stops for a cause that its user can fix, its report
   * comes first; then what stopped it is thrown.
   *
   * @param ended makes something of the counts and the report of a run that came to its end; what
   *     it throws stops the run too
   * @param stopped gets the report of a run that stopped
   * @throws StoppedEarlyException after Ctrl-C and SIGTERM, or at a ceiling of the user's
   * @throws UsageException with one clear line if Flink refuses an option of its own
   */
  public static <T> T execute(
      JobRun run,
      Pipeline pipeline,
      BiFunction<MetricResults, RunReport, T> ended,
      Consumer<RunReport> stopped) {
    ProcessCounts.clear();
    DirectMemory.tell(pipeline.getOptions(), run.activityBytes());
    Runnable cleanUp = EmbeddedFlink.prepare(pipeline);
    boolean elsewhere = Workers.mayBeInSeveralProcesses(pipeline.getOptions());
    Cluster cluster = run.cluster();
    ClusterRun onCluster = cluster == null ? null : new ClusterRun(run, pipeline, cluster);
    Function<String, RunReport> reportOfStop =
        onCluster != null ? onCluster::stopped : reason -> ofThisProcess(run, reason, elsewhere);
    try {
      if (onCluster != null) {
        MetricResults counted = onCluster.toItsEnd();
        return ended.apply(counted, onCluster.report());
      }
      MetricResults counted =
          (elsewhere ? toItsEnd(pipeline) : hereToItsEnd(run, pipeline)).metrics();
      return ended.apply(
          counted, ReadCounters.of(counted, run.job(), Version.get(), run.runner(), run.started()));
    } catch (StoppedEarlyException e) {
      report(reportOfStop.apply(String.valueOf(e.getMessage())), e.exitCode(), stopped);
      throw e;
    } catch (RuntimeException | Error e) {
      String wrong = Failures.wrongFlinkOption(e);
      if (wrong != null) {
        throw new UsageException(wrong, e);
      }
      String reason = Failures.userLine(e);
      if (reason != null) {
        ProcessCounts.settle();
        boolean ceiling = Ceiling.isReached(reason);
        report(reportOfStop.apply(reason), ceiling ? ExitCode.CEILING : ExitCode.FAILED, stopped);
        if (ceiling) {
          throw StoppedEarlyException.atCeiling(reason);
        }
      }
      throw e;
    } finally {
      cleanUp.run();
    }
  }

  private static PipelineResult toItsEnd(Pipeline pipeline) {
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    return result;
  }

  private static PipelineResult hereToItsEnd(JobRun run, Pipeline pipeline) {
    Progress progress = Progress.of(run);
    try {
      return untilASignal(run, pipeline);
    } finally {
      if (progress != null) {
        progress.close();
      }
    }
  }

  /**
   * A signal, or the time that the run was given, stops the sending, and with it the pipeline as
   * soon as it comes to send something; one that does not send yet is left to the end of the
   * process, and not waited for.
   */
  private static PipelineResult untilASignal(JobRun run, Pipeline pipeline) {
    try (StopSignals signals = StopSignals.watch()) {
      try {
        return signals.await(
            () -> toItsEnd(pipeline), run.ledger() != null, TimeLimit.of(run.maxDuration()));
      } catch (StoppedEarlyException e) {
        if (SegmentSink.stop(run.id(), String.valueOf(e.getMessage()))) {
          signals.awaitWork(SECONDS_TO_STOP);
        }
        ProcessCounts.settle();
        throw e.having(
            run.job().equals("preview") ? null : RunningCounts.of(run.id()).all(Outcome.SENT));
      }
    }
  }

  private static RunReport ofThisProcess(JobRun run, String reason, boolean countsLost) {
    return ReadCounters.ofStopped(
        new Stop(reason, countsLost), run.job(), Version.get(), run.runner(), run.started());
  }

  /** Whatever goes wrong here, what stopped the run matters more. */
  private static void report(RunReport report, int exitCode, Consumer<RunReport> stopped) {
    try {
      stopped.accept(report.withExitCode(exitCode));
    } catch (JobStoppedException e) {
      Notice.error(String.valueOf(e.getMessage()));
    }
  }
}
