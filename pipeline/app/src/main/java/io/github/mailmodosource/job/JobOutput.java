package io.github.mailmodosource.job;

import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.deadletter.WriteDeadLetters;
import io.github.mailmodosource.runner.Workers;
import io.github.mailmodosource.segment.SegmentSettings;
import io.github.mailmodosource.segment.SegmentSink;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/** Where every job's pipeline ends: events at Segment, dead letters in the run's file. */
public final class JobOutput {
  private JobOutput() {}

  /** The sink of a run: its senders share their pace, whatever the runner does with them. */
  public static SegmentSink segment(SegmentSettings settings, JobRun run, Pipeline pipeline) {
    return SegmentSink.write()
        .withSettings(settings)
        .withLedger(run.ledger())
        .withRun(run.id())
        .withinSingleProcess(
            run.cluster() != null
                ? run.cluster().hasOneSender()
                : !Workers.mayBeInSeveralProcesses(pipeline.getOptions()));
  }

  /** Writes the letters of all steps to one file; no letter, no file. */
  public static void writeLetters(List<PCollection<DeadLetter>> letters, JobRun run) {
    PCollectionList.of(letters)
        .apply("AllDeadLetters", Flatten.pCollections())
        .apply("WriteDeadLetters", WriteDeadLetters.to(run.deadLetterFile()));
  }
}
