package io.github.mailmodosource.send;

import io.github.mailmodosource.commandline.CommandLine;
import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.deadletter.WriteDeadLetters;
import io.github.mailmodosource.event.RemoveDuplicates;
import io.github.mailmodosource.event.TrackEvent;
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

/** {@code send}: activity in, track events to Segment, every row accounted for. */
public final class SendJob {
  public static final String NAME = "send";
  public static final String PURPOSE =
      "sends activity of identified contacts to Segment as track events";

  private SendJob() {}

  public static int run(CommandLine commandLine) {
    SendOptions options = commandLine.parse(SendOptions.class);
    SendSettings settings = SendSettings.of(options);
    RunnerDefaults.apply(options, commandLine);
    JobRun run = JobRun.start(NAME, options, options.getDeadLetters());
    Pipeline pipeline = Pipeline.create(options);
    build(pipeline, settings, run);
    return run.finish(pipeline);
  }

  private static void build(Pipeline pipeline, SendSettings settings, JobRun run) {
    ContactSteps contacts =
        ContactSteps.of(
            pipeline, settings.contacts(), settings.contactFields(), settings.contactsJoin());
    PCollectionTuple judged =
        pipeline
            .apply("ReadActivity", settings.activity().read(JobRun.readParts(pipeline)))
            .apply(
                "JudgeActivity",
                JudgeActivity.by(settings.judge(), contacts.contacts(), run.started()));
    PCollection<TrackEvent> events = judged.get(JudgeActivity.EVENTS);
    if (settings.deduplicate()) {
      events =
          events.apply("RemoveDuplicates", RemoveDuplicates.sizedFor(settings.activity().bytes()));
    }
    PCollection<DeadLetter> undelivered =
        events.apply(
            "SendToSegment",
            SegmentSink.of(
                settings.segment(),
                run.id(),
                Workers.mayBeInSeveralProcesses(pipeline.getOptions())));

    PCollectionList.of(contacts.deadLetters())
        .and(judged.get(JudgeActivity.DEAD_LETTERS))
        .and(undelivered)
        .apply("AllDeadLetters", Flatten.pCollections())
        .apply("WriteDeadLetters", WriteDeadLetters.to(run.deadLetterFile()));
  }
}
