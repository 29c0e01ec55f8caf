package io.github.mailmodosource.reconcile;

import io.github.mailmodosource.commandline.CommandLine;
import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.deadletter.WriteDeadLetters;
import io.github.mailmodosource.job.ContactSteps;
import io.github.mailmodosource.job.JobRun;
import io.github.mailmodosource.judge.JudgeActivity;
import io.github.mailmodosource.runner.RunnerDefaults;
import io.github.mailmodosource.runner.Workers;
import io.github.mailmodosource.segment.SegmentSink;
import java.time.Instant;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;

/**
 * {@code reconcile}: what {@code send} would send against what stands in the warehouse, by id; what
 * is missing may be sent again.
 */
public final class ReconcileJob {
  public static final String NAME = "reconcile";
  public static final String PURPOSE =
      "compares what should be in the Segment warehouse with what is";

  private ReconcileJob() {}

  public static int run(CommandLine commandLine) {
    ReconcileOptions options = commandLine.parse(ReconcileOptions.class);
    ReconcileSettings settings = ReconcileSettings.of(options, Instant.now());
    RunnerDefaults.apply(options, commandLine);
    JobRun run = JobRun.start(NAME, options, options.getDeadLetters());
    ReconcileRun outcome = ReconcileRun.of(run, settings);
    Pipeline pipeline = Pipeline.create(options);
    build(pipeline, settings, run, outcome);
    return outcome.finish(pipeline);
  }

  private static void build(
      Pipeline pipeline, ReconcileSettings settings, JobRun run, ReconcileRun outcome) {
    ContactSteps contacts =
        ContactSteps.of(
            pipeline, settings.contacts(), settings.contactFields(), settings.contactsJoin());
    PCollectionTuple judged =
        pipeline
            .apply("ReadActivity", settings.activity().read(JobRun.readParts(pipeline)))
            .apply(
                "JudgeActivity",
                JudgeActivity.by(settings.judge(), contacts.contacts(), run.started()));
    int shards = MatchById.shards(settings.activity().bytes(), settings.warehouse());
    PCollection<KV<Integer, byte[]>> rows =
        pipeline.apply("SplitWarehouse", SplitWarehouse.of(settings.warehouse(), shards));
    MatchById match =
        MatchById.against(settings.warehouse(), rows, settings.judge().period(), shards);
    PCollectionTuple found =
        judged
            .get(JudgeActivity.EVENTS)
            .apply("MatchById", settings.segment() == null ? match.withoutOriginals() : match);
    found.apply(
        "WriteFindings", WriteFindings.to(outcome.differencesFile(), outcome.findingsFile()));

    PCollectionList<DeadLetter> deadLetters =
        PCollectionList.of(contacts.deadLetters()).and(judged.get(JudgeActivity.DEAD_LETTERS));
    if (settings.segment() != null) {
      deadLetters =
          deadLetters.and(
              found
                  .get(MatchById.MISSING)
                  .apply(
                      "SendToSegment",
                      SegmentSink.of(
                          settings.segment(),
                          run.id(),
                          Workers.mayBeInSeveralProcesses(pipeline.getOptions()))));
    }
    deadLetters
        .apply("AllDeadLetters", Flatten.pCollections())
        .apply("WriteDeadLetters", WriteDeadLetters.to(run.deadLetterFile()));
  }
}
