package io.github.mailmodosource.replay;

import io.github.mailmodosource.commandline.CommandLine;
import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.event.CompleteEvents;
import io.github.mailmodosource.event.RemoveDuplicates;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.files.ReadFiles;
import io.github.mailmodosource.job.JobOutput;
import io.github.mailmodosource.job.JobRun;
import io.github.mailmodosource.job.ResumeInput;
import io.github.mailmodosource.job.RunEnd;
import io.github.mailmodosource.judge.ContactSource;
import io.github.mailmodosource.judge.MakeTrackEvents;
import io.github.mailmodosource.judge.SuppressedView;
import io.github.mailmodosource.runner.BoundedOnly;
import io.github.mailmodosource.runner.RunnerDefaults;
import java.util.ArrayList;
import java.util.List;
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
  public static final List<String> EXAMPLES =
      List.of(
          "mailmodo-source replay --deadLetters=reports/send-20261120T030000Z",
          "mailmodo-source replay --deadLetters=corrected --contacts=identifies.csv");

  private ReplayJob() {}

  public static int run(CommandLine commandLine) {
    ReplayOptions options = commandLine.parse(ReplayOptions.class);
    RunnerDefaults.apply(options, commandLine);
    BoundedOnly.check(NAME, options);
    ReplaySettings settings = ReplaySettings.of(options);
    return JobRun.start(
        commandLine,
        options,
        null,
        ResumeInput.of(NAME, options, settings.segment(), options.getDeadLetters()),
        run -> {
          ContactSource contacts = settings.contacts();
          long letters = settings.letters().bytes();
          RunnerDefaults.applyWorkers(
              options, commandLine, letters, contacts == null ? letters : contacts.rows().bytes());
          Pipeline pipeline = Pipeline.create(options);
          build(pipeline, settings, run);
          return RunEnd.of(
              run.reading(settings.letters().knownBytes()), pipeline, settings.contactsLook());
        });
  }

  private static void build(Pipeline pipeline, ReplaySettings settings, JobRun run) {
    int parts = JobRun.readParts(pipeline);
    List<PCollection<DeadLetter>> letters = new ArrayList<>();
    SuppressedView suppressed =
        SuppressedView.read(pipeline, settings.suppressed(), parts, letters);
    PCollectionTuple opened =
        pipeline
            .apply("ReadLetters", ReadFiles.from(settings.letters(), parts))
            .apply("SortLetters", SortLetters.with(settings.contacts() != null))
            .failuresTo(letters);
    PCollection<TrackEvent> undelivered = opened.get(SortLetters.EVENTS);
    if (suppressed != null) {
      undelivered = undelivered.apply("DropSuppressed", DropSuppressedEvents.of(suppressed));
    }
    PCollectionList<TrackEvent> events = PCollectionList.of(undelivered);
    ContactSource contacts = settings.contacts();
    if (contacts != null) {
      events =
          events.and(
              opened
                  .get(SortLetters.ROWS)
                  .apply(
                      "MakeTrackEvents",
                      MakeTrackEvents.by(settings.judge(), contacts, parts, run.started())
                          .without(suppressed)
                          .withIdNamespace(settings.idNamespace()))
                  .failuresTo(letters)
                  .apply("CompleteEvents", CompleteEvents.with(settings.shared())));
    }
    PCollection<TrackEvent> toSend = events.apply("AllEvents", Flatten.pCollections());
    if (settings.deduplicate()) {
      toSend =
          toSend.apply("RemoveDuplicates", RemoveDuplicates.sizedFor(settings.letters().bytes()));
    }
    toSend
        .apply("SendToSegment", JobOutput.segment(settings.segment(), run, pipeline))
        .failuresTo(letters);
    JobOutput.writeLetters(letters, run);
  }
}
