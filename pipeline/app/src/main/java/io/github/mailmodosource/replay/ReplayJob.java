package io.github.mailmodosource.replay;

import io.github.mailmodosource.commandline.CommandLine;
import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.deadletter.WriteDeadLetters;
import io.github.mailmodosource.event.CompleteEvents;
import io.github.mailmodosource.event.RemoveDuplicates;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.files.ReadFiles;
import io.github.mailmodosource.job.ContactSteps;
import io.github.mailmodosource.job.JobRun;
import io.github.mailmodosource.judge.JudgeActivity;
import io.github.mailmodosource.runner.RunnerDefaults;
import io.github.mailmodosource.runner.Workers;
import io.github.mailmodosource.segment.SegmentSink;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;

/**
 * {@code replay}: dead letters in, what they hold to Segment. Events go out as they were; rows are
 * judged again under today's options.
 */
public final class ReplayJob {
  public static final String NAME = "replay";
  public static final String PURPOSE = "sends dead letters again";

  private ReplayJob() {}

  public static int run(CommandLine commandLine) {
    ReplayOptions options = commandLine.parse(ReplayOptions.class);
    ReplaySettings settings = ReplaySettings.of(options);
    RunnerDefaults.apply(options, commandLine);
    JobRun run = JobRun.start(NAME, options, null);
    Pipeline pipeline = Pipeline.create(options);
    build(pipeline, settings, run);
    return run.finish(pipeline);
  }

  private static void build(Pipeline pipeline, ReplaySettings settings, JobRun run) {
    PCollectionTuple sorted =
        pipeline
            .apply("ReadLetters", ReadFiles.from(settings.letters(), JobRun.readParts(pipeline)))
            .apply("SortLetters", SortLetters.with(settings.contacts() != null));
    PCollectionList<TrackEvent> events = PCollectionList.of(sorted.get(SortLetters.EVENTS));
    PCollectionList<DeadLetter> deadLetters =
        PCollectionList.of(sorted.get(SortLetters.DEAD_LETTERS));
    if (settings.contacts() != null) {
      ContactSteps contacts =
          ContactSteps.of(
              pipeline, settings.contacts(), settings.contactFields(), settings.contactsJoin());
      PCollectionTuple judged =
          sorted
              .get(SortLetters.ROWS)
              .apply(
                  "JudgeActivity",
                  JudgeActivity.by(settings.judge(), contacts.contacts(), run.started()));
      events =
          events.and(
              judged
                  .get(JudgeActivity.EVENTS)
                  .apply("CompleteEvents", CompleteEvents.with(settings.shared())));
      deadLetters =
          deadLetters.and(judged.get(JudgeActivity.DEAD_LETTERS)).and(contacts.deadLetters());
    }
    PCollection<TrackEvent> toSend = events.apply("AllEvents", Flatten.pCollections());
    if (settings.deduplicate()) {
      toSend =
          toSend.apply("RemoveDuplicates", RemoveDuplicates.sizedFor(settings.letters().bytes()));
    }
    deadLetters
        .and(
            toSend.apply(
                "SendToSegment",
                SegmentSink.of(
                    settings.segment(),
                    run.id(),
                    Workers.mayBeInSeveralProcesses(pipeline.getOptions()))))
        .apply("AllDeadLetters", Flatten.pCollections())
        .apply("WriteDeadLetters", WriteDeadLetters.to(run.deadLetterFile()));
  }
}
