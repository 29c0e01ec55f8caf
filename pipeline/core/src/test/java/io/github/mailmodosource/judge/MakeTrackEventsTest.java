package io.github.mailmodosource.judge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.github.mailmodosource.TestPipelines;
import io.github.mailmodosource.activity.ActivityParser;
import io.github.mailmodosource.activity.ActivityPeriod;
import io.github.mailmodosource.activity.TimeParser;
import io.github.mailmodosource.contact.ContactsJoin;
import io.github.mailmodosource.contact.Gate;
import io.github.mailmodosource.contact.IdentifyCallParser;
import io.github.mailmodosource.contact.SuppressedParser;
import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.files.InputFiles;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.RowSamples;
import io.github.mailmodosource.rows.RowUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bounded or without end, the same rows come to the same ends. */
class MakeTrackEventsTest {
  private static final JudgeSettings SETTINGS =
      new JudgeSettings(
          ActivityParser.mapping(),
          new TimeParser(ZoneOffset.UTC),
          false,
          false,
          ActivityPeriod.of("2026-11-20", null),
          Gate.Mode.AS_OF);

  private final RowBlock rows =
      RowSamples.block(
          row("sent", "ann@b.co", "2026-11-20T10:00:00Z"),
          row("opened", "ben@b.co", "2026-11-20T10:00:00Z"),
          row("clicked", "nobody@b.co", "2026-11-20T10:00:00Z"),
          row("sent", "ann@b.co", "2026-11-19T10:00:00Z"),
          row("sent", "ann@b.co", Instant.now().plus(30, ChronoUnit.HOURS).toString()));

  @TempDir Path folder;

  @BeforeEach
  void files() throws IOException {
    write("contacts.csv", "email,user_id\nann@b.co,U-1\nben@b.co,U-2\n");
    write("suppressed.csv", "user_id\nU-2\n");
  }

  @Test
  void aBoundedRun() {
    assertOutcomes("bounded", Create.<RowUnit>of(rows).withCoder(RowSamples.unitCoder()));
  }

  @Test
  void aRunWithoutEnd() {
    assertOutcomes(
        "endless",
        TestStream.create(RowSamples.unitCoder())
            .addElements(rows)
            .advanceProcessingTime(org.joda.time.Duration.standardMinutes(11))
            .advanceWatermarkToInfinity());
  }

  private void assertOutcomes(String run, PTransform<PBegin, PCollection<RowUnit>> reading) {
    Pipeline pipeline = TestPipelines.create();
    boolean endless = run.equals("endless");
    ContactsRefresh refresh =
        new ContactsRefresh(run + folder, Duration.ofHours(1), Duration.ofMinutes(10));
    SuppressedSource list = new SuppressedSource(source("suppressed"), SuppressedParser.mapping());
    List<PCollection<DeadLetter>> letters = new ArrayList<>();
    PCollection<TrackEvent> events =
        pipeline
            .apply("Rows", reading)
            .apply(
                "MakeTrackEvents",
                MakeTrackEvents.by(SETTINGS, contacts(ContactsJoin.SIDE_INPUT), 2, Instant.now())
                    .without(
                        endless
                            ? SuppressedView.live(list, refresh)
                            : SuppressedView.read(pipeline, list, 2, letters))
                    .refreshing(refresh))
            .failuresTo(letters);
    PAssert.that(
            events.apply(
                MapElements.into(TypeDescriptors.strings()).via(event -> event.eventName())))
        .containsInAnyOrder("Email Sent");
    PAssert.that(
            PCollectionList.of(letters)
                .apply(Flatten.pCollections())
                .apply(
                    "Reasons",
                    MapElements.into(TypeDescriptors.strings())
                        .via(letter -> letter.reason() + " " + letter.source())))
        .containsInAnyOrder("IMPLAUSIBLE_TIME sample.jsonl line 5");
    Map<String, Long> counters = TestPipelines.run(pipeline);
    counters.keySet().removeIf(name -> !name.startsWith("funnel/"));
    assertThat(
        counters,
        is(
            Map.of(
                "funnel/READ/Email Sent", 3L,
                "funnel/READ/Email Opened", 1L,
                "funnel/READ/Link Clicked", 1L,
                "funnel/INVALID/Email Sent", 1L,
                "funnel/OUTSIDE_WINDOW/Email Sent", 1L,
                "funnel/NOT_IDENTIFIED/Link Clicked", 1L,
                "funnel/SUPPRESSED/Email Opened", 1L)));
  }

  @Test
  void withoutEndItNeedsToKnowHowContactsAreKeptFreshAndHasNoJoinOfGroups() {
    ContactsRefresh refresh = new ContactsRefresh("run", Duration.ofHours(1), Duration.ZERO);
    for (MakeTrackEvents refused :
        List.of(
            MakeTrackEvents.by(SETTINGS, contacts(ContactsJoin.SIDE_INPUT), 2, Instant.EPOCH),
            MakeTrackEvents.by(SETTINGS, contacts(ContactsJoin.KEYED), 2, Instant.EPOCH)
                .refreshing(refresh))) {
      assertThat(
          TestPipelines.refusalOfEndless(RowSamples.unitCoder(), refused),
          startsWith("MakeTrackEvents works on bounded input only"));
    }
  }

  private ContactSource contacts(ContactsJoin join) {
    return new ContactSource(source("contacts"), IdentifyCallParser.mapping(), join);
  }

  private InputFiles source(String name) {
    return InputFiles.of(folder.resolve(name + ".csv").toString(), null);
  }

  private void write(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-20T00:00:00Z")));
  }

  private static String row(String event, String email, String time) {
    return "{\"event\":\""
        + event
        + "\",\"email\":\""
        + email
        + "\",\"occurred_at\":\""
        + time
        + "\"}";
  }
}
