package io.github.mailmodosource;

import io.github.mailmodosource.activity.KeepWindow;
import io.github.mailmodosource.activity.ParseActivity;
import io.github.mailmodosource.commandline.CommandLine;
import io.github.mailmodosource.commandline.RunnerDefaults;
import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.contact.ContactIndex;
import io.github.mailmodosource.contact.IdentifiedContacts;
import io.github.mailmodosource.contact.KeepIdentified;
import io.github.mailmodosource.contact.ParseContacts;
import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.deadletter.WriteDeadLetters;
import io.github.mailmodosource.report.JobStoppedException;
import io.github.mailmodosource.rows.ReadRows;
import io.github.mailmodosource.segment.SegmentSink;
import io.github.mailmodosource.track.RemoveDuplicates;
import io.github.mailmodosource.track.ToTrackEvents;
import io.github.mailmodosource.track.TrackEvent;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;

/** {@code send}: activity in, track events to Segment, every row accounted for. */
final class SendJob {
  static final String NAME = "send";
  static final String PURPOSE = "sends activity of identified contacts to Segment as track events";

  private SendJob() {}

  static int run(CommandLine commandLine) {
    SendOptions options = commandLine.parse(SendOptions.class);
    SendSettings settings = SendSettings.of(options);
    checkWriteKey(settings);
    RunnerDefaults.apply(options, commandLine);
    JobRun run = JobRun.start(NAME, options);
    Pipeline pipeline = Pipeline.create(options);
    build(pipeline, settings, run);
    return run.finish(pipeline);
  }

  /** A key that is not there is wrong configuration, told before anything is read. */
  private static void checkWriteKey(SendSettings settings) {
    try {
      settings.segment().writeKey().read();
    } catch (JobStoppedException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }

  private static void build(Pipeline pipeline, SendSettings settings, JobRun run) {
    PCollectionTuple contacts =
        pipeline
            .apply("ReadContacts", ReadRows.from(settings.contacts()))
            .apply("ParseContacts", ParseContacts.with(settings.contactFields()));
    PCollectionView<ContactIndex> index =
        contacts.get(ParseContacts.CALLS).apply("IndexContacts", IdentifiedContacts.asIndex());

    PCollectionTuple activity =
        pipeline
            .apply("ReadActivity", ReadRows.from(settings.activity()))
            .apply(
                "ParseActivity",
                ParseActivity.with(
                    settings.activityFields(), settings.times(), settings.keepExtras()));
    PCollection<TrackEvent> events =
        activity
            .get(ParseActivity.ACTIVITIES)
            .apply("KeepWindow", KeepWindow.of(settings.window()))
            .apply("KeepIdentified", KeepIdentified.by(index, settings.gate()))
            .apply("ToTrackEvents", ToTrackEvents.create());
    if (settings.deduplicate()) {
      events =
          events.apply("RemoveDuplicates", RemoveDuplicates.sizedFor(settings.activity().bytes()));
    }
    PCollection<DeadLetter> undelivered =
        events.apply("SendToSegment", SegmentSink.of(settings.segment(), run.id()));

    PCollectionList.of(contacts.get(ParseContacts.DEAD_LETTERS))
        .and(activity.get(ParseActivity.DEAD_LETTERS))
        .and(undelivered)
        .apply("AllDeadLetters", Flatten.pCollections())
        .apply("WriteDeadLetters", WriteDeadLetters.to(run.deadLetterFile()));
  }
}
