package io.github.mailmodosource.send;

import io.github.mailmodosource.commandline.CommandLine;
import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.event.RemoveDuplicates;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.job.JobOutput;
import io.github.mailmodosource.job.JobRun;
import io.github.mailmodosource.job.RunEnd;
import io.github.mailmodosource.judge.MakeTrackEvents;
import io.github.mailmodosource.judge.SuppressedView;
import io.github.mailmodosource.runner.BoundedOnly;
import io.github.mailmodosource.runner.RunnerDefaults;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollection;

/** {@code send}: activity in, track events to Segment, every row accounted for. */
public final class SendJob {
  public static final String NAME = "send";
  public static final String PURPOSE =
      "sends activity of identified contacts to Segment as track events";

  private SendJob() {}

  public static int run(CommandLine commandLine) {
    SendOptions options = commandLine.parse(SendOptions.class);
    BoundedOnly.check(NAME, options);
    SendSettings settings = SendSettings.of(options);
    RunnerDefaults.apply(options, commandLine);
    return JobRun.start(
        NAME,
        options,
        options.getDeadLetters(),
        run -> {
          Pipeline pipeline = Pipeline.create(options);
          build(pipeline, settings, run);
          return RunEnd.of(run, pipeline, settings.contactsLook());
        });
  }

  private static void build(Pipeline pipeline, SendSettings settings, JobRun run) {
    int parts = JobRun.readParts(pipeline);
    List<PCollection<DeadLetter>> letters = new ArrayList<>();
    SuppressedView suppressed =
        SuppressedView.read(pipeline, settings.suppressed(), parts, letters);
    PCollection<TrackEvent> events =
        pipeline
            .apply("ReadActivity", settings.activity().read(parts))
            .apply(
                "MakeTrackEvents",
                MakeTrackEvents.by(settings.judge(), settings.contacts(), parts, run.started())
                    .without(suppressed)
                    .withIdNamespace(settings.idNamespace()))
            .failuresTo(letters);
    if (settings.deduplicate()) {
      events =
          events.apply("RemoveDuplicates", RemoveDuplicates.sizedFor(settings.activity().bytes()));
    }
    events
        .apply("SendToSegment", JobOutput.segment(settings.segment(), run, pipeline))
        .failuresTo(letters);
    JobOutput.writeLetters(letters, run);
  }
}
