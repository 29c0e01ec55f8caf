package io.github.mailmodosource.stream;

import io.github.mailmodosource.coding.MaskedText;
import io.github.mailmodosource.commandline.ExitCode;
import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.job.JobRun;
import io.github.mailmodosource.job.PathNames;
import io.github.mailmodosource.job.StopSignals;
import io.github.mailmodosource.job.StoppedEarlyException;
import io.github.mailmodosource.lines.WholeFile;
import io.github.mailmodosource.log.Notice;
import io.github.mailmodosource.metrics.Outcome;
import io.github.mailmodosource.metrics.ProcessCounts;
import io.github.mailmodosource.report.Stop;
import io.github.mailmodosource.runner.EmbeddedFlink;
import io.github.mailmodosource.runner.Failures;
import io.github.mailmodosource.runner.FlinkFigures;
import io.github.mailmodosource.runner.FlinkStreaming;
import io.github.mailmodosource.runner.RefusedState;
import io.github.mailmodosource.runner.RunningJob;
import io.github.mailmodosource.segment.SegmentSink;
import io.github.mailmodosource.stream.StateFolder.Checkpoint;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import org.apache.beam.sdk.Pipeline;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run without end on Flink within this process, which goes on where the one before stopped. */
final class FlinkRun {
  private static final Logger LOG = LoggerFactory.getLogger("send");
  private static final int SECONDS_TO_STOP = 10;

  private final JobRun run;
  private final Pipeline pipeline;
  private final StreamSettings settings;
  private final StateFolder state;
  private final @Nullable Checkpoint from;

  FlinkRun(JobRun run, Pipeline pipeline, StreamSettings settings, StateFolder state) {
    this.run = run;
    this.pipeline = pipeline;
    this.settings = settings;
    this.state = state;
    from = newest();
  }

  int untilItIsStopped(StopSignals signals) {
    Runnable cleanUp =
        EmbeddedFlink.prepare(
            pipeline,
            new FlinkStreaming(
                state.checkpoints(),
                from == null ? null : from.folder(),
                settings.maxBatchDelay(),
                settings.checkpointInterval()));
    try (LiveReport live = LiveReport.start(run, settings, this::figures);
        JobWatch watch =
            new JobWatch(
                this::figures,
                state::fault,
                settings.checkpointInterval(),
                Clock.systemUTC(),
                LOG::warn)) {
      // Nothing is refused any more but by the job itself.
      state.sweep(from);
      System.out.println(
          run.job() + ": " + beginning(from) + (from == null ? "" : " in " + state.name()));
      watch.start();
      try {
        return untilASignal(signals, live);
      } catch (RuntimeException | Error e) {
        throw told(e, live);
      }
    } finally {
      cleanUp.run();
    }
  }

  private int untilASignal(StopSignals signals, LiveReport live) {
    if (signals.haveCome()) {
      Notice.info("ended before it began; nothing was read or sent");
      return ExitCode.DONE;
    }
    try {
      signals.await(() -> pipeline.run().waitUntilFinish(), true);
    } catch (StoppedEarlyException e) {
      drain(signals, live);
    }
    ProcessCounts.settle();
    live.end(ExitCode.DONE, null);
    return ExitCode.DONE;
  }

  /** What was read is delivered, or in the state that the next run begins with. */
  private void drain(StopSignals signals, LiveReport live) {
    Notice.info("ending: what was read is being delivered; another signal ends it at" + " once");
    long sent = sent(live);
    String fault = state.fault();
    Drain.End end = null;
    if (fault == null) {
      end =
          Drain.end(
              RunningJob.get(), state.savepoints(), settings.drainFor(), signals::hasWorkEnded);
      if (end.drained()) {
        signals.awaitWork(SECONDS_TO_STOP);
        return;
      }
    } else {
      Drain.atTheLastCheckpoint(RunningJob.get(), settings.drainFor());
    }
    if (signals.failure() instanceof RuntimeException failed && Failures.userLine(failed) != null) {
      throw failed;
    }
    // Whoever waits for Segment waits no longer, so that the job can end.
    SegmentSink.stop(run.id(), "the run was asked to end");
    signals.awaitWork(SECONDS_TO_STOP);
    if (end != null && end.failure() != null) {
      fault = withoutSavepoint(end.failure(), signals);
    }
    Notice.warn(
        (fault != null
                ? "the savepoint could not be written (" + fault + ")"
                : late(sent, sent(live)))
            + "; the next run "
            + beginning(newest()));
  }

  /** Where a run begins that finds this. */
  private String beginning(@Nullable Checkpoint checkpoint) {
    return checkpoint == null
        ? "begins anew: " + state.name() + " has no checkpoint yet"
        : "goes on from the checkpoint of " + checkpoint.time();
  }

  private String late(long sentBefore, long sentNow) {
    return (sentNow == sentBefore
            ? "Segment did not answer"
            : "not all that was read could be delivered")
        + " within --drainFor="
        + words(settings.drainFor());
  }

  /** Why there is no savepoint: the folder, the job that has ended, or what Flink says. */
  private String withoutSavepoint(Throwable failure, StopSignals signals) {
    String fault = state.fault();
    if (fault != null) {
      return fault;
    }
    Throwable ended = signals.failure();
    return failure instanceof IllegalStateException && ended != null
        ? "the job had failed: " + Failures.bugLine(ended)
        : Failures.root(failure);
  }

  private static long sent(LiveReport live) {
    return live.now().funnel().get(Outcome.SENT);
  }

  private static String words(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + "s"
        : duration.toMillis() + "ms";
  }

  /** Reports what stopped the run, and makes one line of it for the user. */
  private RuntimeException told(Throwable e, LiveReport live) {
    if (e instanceof UsageException usage) {
      return usage;
    }
    String wrong = Failures.wrongFlinkOption(e);
    if (wrong != null) {
      return new UsageException(wrong, e);
    }
    String reason = Failures.userLine(e);
    if (reason == null && from != null) {
      String refused = RefusedState.line(e, PathNames.withoutScheme(from.folder()));
      if (refused != null) {
        LOG.info("the state was refused: {}", trace(e));
        return new UsageException(
            "--state: what is in " + state.name() + " cannot be taken over: " + refused, e);
      }
    }
    if (reason == null) {
      LOG.info("the run failed: {}", trace(Failures.bug(e)));
      reason = "the run failed again and again, at last with " + Failures.bugLine(e);
    }
    ProcessCounts.settle();
    report(new Stop(reason, false), live);
    return JobStoppedException.of(reason, e);
  }

  /** Whatever goes wrong here, what stopped the run matters more. */
  private static void report(Stop stop, LiveReport live) {
    try {
      live.end(ExitCode.FAILED, stop);
    } catch (JobStoppedException e) {
      Notice.error(String.valueOf(e.getMessage()));
    }
  }

  private static String trace(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return MaskedText.of(trace.toString());
  }

  private @Nullable Checkpoint newest() {
    try {
      return state.newest().orElse(null);
    } catch (IOException e) {
      throw new UsageException(
          "--state: " + state.name() + " cannot be read (" + WholeFile.why(e) + ")", e);
    }
  }

  private FlinkState figures() {
    String path = FlinkFigures.checkpointPath();
    return new FlinkState(
        FlinkFigures.restarts(),
        FlinkFigures.checkpointBytes(),
        path != null ? state.timeOf(path) : from != null ? from.time() : null);
  }
}
