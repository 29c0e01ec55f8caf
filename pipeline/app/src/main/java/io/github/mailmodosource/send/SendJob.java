package io.github.mailmodosource.send;

import io.github.mailmodosource.commandline.CommandLine;
import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.event.RemoveDuplicates;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.job.JobOutput;
import io.github.mailmodosource.job.JobRun;
import io.github.mailmodosource.job.ReadActivity;
import io.github.mailmodosource.job.ResumeInput;
import io.github.mailmodosource.job.RunEnd;
import io.github.mailmodosource.judge.MakeTrackEvents;
import io.github.mailmodosource.judge.SuppressedView;
import io.github.mailmodosource.protocols.CompareWithPlan;
import io.github.mailmodosource.runner.BoundedOnly;
import io.github.mailmodosource.runner.RunnerDefaults;
import io.github.mailmodosource.stream.StreamOnly;
import io.github.mailmodosource.stream.StreamRun;
import io.github.mailmodosource.stream.StreamSettings;
import io.github.mailmodosource.stream.StreamStart;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;

/**
 * {@code send}: activity in, track events to Segment, every row accounted for. With {@code
 * --streaming} the same steps go on without end; each looks at its input to know which it is.
 */
public final class SendJob {
  public static final String NAME = "send";
  public static final String PURPOSE =
      "sends activity of identified contacts to Segment as track events";
  public static final List<String> EXAMPLES =
      List.of(
          "mailmodo-source send --activity='exports/*.csv' --contacts=identifies.csv",
          "mailmodo-source send --options=nightly.yaml --since=2026-11-20 --until=2026-11-21",
          "mailmodo-source send --activity=jdbc:postgresql://db.example/mailmodo \\",
          "    --activityTable=activity --activityUser=reader \\",
          "    --activityPassword=file:/run/secrets/database --contacts=identifies.csv",
          "mailmodo-source send --streaming --runner=FlinkRunner --activity='inbox/*.jsonl' \\",
          "    --contacts=identifies.csv --state=state");

  private SendJob() {}

  public static int run(CommandLine commandLine) {
    SendOptions options = commandLine.parse(SendOptions.class);
    RunnerDefaults.apply(options, commandLine);
    BoundedOnly.checkSavepoint(options);
    if (options.isStreaming()) {
      StreamOnly.checkWithoutEnd(commandLine, options);
    } else {
      StreamOnly.check(commandLine);
    }
    try (StreamStart start = StreamStart.of(options)) {
      SendSettings settings = SendSettings.of(options);
      return JobRun.start(
          commandLine,
          options,
          options.getDeadLetters(),
          resume(options, settings),
          run -> {
            StreamSettings stream = settings.stream();
            RunnerDefaults.applyWorkers(
                options,
                commandLine,
                settings.activity().bytes(),
                settings.contacts().rows().bytes());
            Pipeline pipeline = Pipeline.create(options);
            build(pipeline, settings, stream, run);
            return stream == null
                ? RunEnd.of(
                    run.reading(settings.activity().knownBytes()),
                    pipeline,
                    settings.contactsLook())
                : StreamRun.of(run, pipeline, stream, start);
          });
    }
  }

  /** A run without end goes on from its checkpoints. */
  private static @Nullable ResumeInput resume(SendOptions options, SendSettings settings) {
    return settings.stream() != null
        ? null
        : ResumeInput.of(
            NAME,
            options,
            settings.segment(),
            options.getActivity(),
            options.getActivityTable(),
            options.getActivityQuery());
  }

  static void build(
      Pipeline pipeline, SendSettings settings, @Nullable StreamSettings stream, JobRun run) {
    int parts = JobRun.readParts(pipeline);
    List<PCollection<DeadLetter>> letters = new ArrayList<>();
    SuppressedView suppressed =
        stream == null
            ? SuppressedView.read(pipeline, settings.suppressed(), parts, letters)
            : SuppressedView.live(settings.suppressed(), stream.refresh(run));
    MakeTrackEvents makeTrackEvents =
        MakeTrackEvents.by(settings.judge(), settings.contacts(), parts, run.started())
            .without(suppressed)
            .withIdNamespace(settings.idNamespace());
    RemoveDuplicates removeDuplicates = RemoveDuplicates.sizedFor(settings.activity().bytes());
    if (stream != null) {
      makeTrackEvents = makeTrackEvents.refreshing(stream.refresh(run));
      removeDuplicates = stream.removeDuplicates(removeDuplicates, pipeline.getOptions());
    }
    PCollection<TrackEvent> events =
        pipeline
            .apply("ReadActivity", ReadActivity.of(settings.activity(), parts))
            .apply("MakeTrackEvents", makeTrackEvents)
            .failuresTo(letters);
    if (settings.deduplicate()) {
      events = events.apply("RemoveDuplicates", removeDuplicates);
    }
    if (settings.trackingPlan() != null) {
      events =
          events.apply(
              "CompareWithPlan",
              CompareWithPlan.of(settings.trackingPlan(), settings.segment().shared()));
    }
    events
        .apply("SendToSegment", JobOutput.segment(settings.segment(), run, pipeline))
        .failuresTo(letters);
    JobOutput.writeLetters(letters, run);
  }
}
