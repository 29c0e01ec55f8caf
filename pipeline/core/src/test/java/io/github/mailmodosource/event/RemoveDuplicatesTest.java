package io.github.mailmodosource.event;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.TestPipelines;
import io.github.mailmodosource.rows.RowFormat;
import io.github.mailmodosource.rows.SourceRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoveDuplicatesTest {
  private static final String SENT = "Email Sent";

  @ParameterizedTest
  @ValueSource(longs = {0, 100L << 20})
  void ofTheSameActivityTheFirstRowIsKeptHoweverManyShardsThereAre(long rowBytes) {
    List<TrackEvent> events = new ArrayList<>();
    for (int copy = 0; copy < 3; copy++) {
      for (int i = 0; i < 50; i++) {
        events.add(event(i, "a.jsonl", copy * 1000 + i));
      }
    }
    Collections.shuffle(events, new Random(3));

    assertThat(run(rowBytes, events, kept(50, 0)), is(Map.of("funnel/DUPLICATE/" + SENT, 100L)));
  }

  @Test
  void filesComeInTheOrderOfTheirNames() {
    assertThat(
        run(
            0,
            List.of(event(1, "b.jsonl", 0), event(1, "a.jsonl", 90)),
            List.of(id(1) + " a.jsonl byte 90")),
        is(Map.of("funnel/DUPLICATE/" + SENT, 1L)));
  }

  /** "A duplicate whose time differs from the first one's by more than a second" is none. */
  @Test
  void aDuplicateOfAnotherTimeIsCountedAsAWarningWithAnExample() {
    assertThat(
        run(
            0,
            List.of(
                at(1, 30, "2026-11-20T10:00:01.001Z"),
                at(1, 20, "2026-11-20T10:00:01.000Z"),
                at(1, 40, "2026-11-19T10:00:00.000Z"),
                at(1, 10, "2026-11-20T10:00:00.000Z"),
                at(2, 60, "2026-11-20T10:00:00.000Z"),
                at(2, 50, "2026-11-20T10:00:00.000Z")),
            List.of(id(1) + " a.jsonl byte 10", id(2) + " a.jsonl byte 50")),
        is(
            Map.of(
                "funnel/DUPLICATE/" + SENT,
                4L,
                "warnings/duplicate_differs",
                2L,
                "examples/duplicate_differs/Email Sent of r***@example.com (a.jsonl byte 10) at"
                    + " 2026-11-20T10:00:00.000Z, and again at 2026-11-19T10:00:00.000Z",
                1L)));
  }

  @Test
  void whatIsThereOnceStays() {
    assertThat(
        run(0, IntStream.range(0, 9).mapToObj(i -> event(i, "a.jsonl", i)).toList(), kept(9, 0)),
        is(Map.of()));
  }

  /** "Duplicates are removed for --deduplicateFor (24 h, Segment's own promise)." */
  @ParameterizedTest
  @ValueSource(ints = {1, 64})
  void withoutEndWhatWasSeenIsDroppedForThatTimeAndPassesAfterwards(int keys) {
    Duration day = Duration.standardHours(24);
    TestStream<TrackEvent> events =
        TestStream.create(TrackEventCoder.of())
            .addElements(event(1, "a.jsonl", 0), event(2, "a.jsonl", 1), event(1, "a.jsonl", 2))
            .advanceProcessingTime(day.minus(Duration.standardMinutes(1)))
            .addElements(event(1, "b.jsonl", 0), event(3, "b.jsonl", 1))
            // A day, and the hour of which its run is.
            .advanceProcessingTime(Duration.standardMinutes(62))
            .addElements(event(1, "c.jsonl", 0), event(3, "c.jsonl", 1), event(1, "c.jsonl", 2))
            .advanceWatermarkToInfinity();

    assertThat(
        runEndless(
            events,
            RemoveDuplicates.create().withKeys(keys),
            id(1) + " a.jsonl byte 0",
            id(2) + " a.jsonl byte 1",
            id(3) + " b.jsonl byte 1",
            id(1) + " c.jsonl byte 0"),
        is(Map.of("funnel/DUPLICATE/" + SENT, 4L)));
  }

  @Test
  void aShorterTimeForgetsAtAFinerGrain() {
    TestStream<TrackEvent> events =
        TestStream.create(TrackEventCoder.of())
            .addElements(event(1, "a.jsonl", 0))
            .advanceProcessingTime(Duration.standardSeconds(23))
            .addElements(event(1, "a.jsonl", 1))
            .advanceProcessingTime(Duration.standardSeconds(2))
            .addElements(event(1, "a.jsonl", 2))
            .advanceWatermarkToInfinity();

    assertThat(
        runEndless(
            events,
            RemoveDuplicates.create().withDeduplicateFor(java.time.Duration.ofSeconds(24)),
            id(1) + " a.jsonl byte 0",
            id(1) + " a.jsonl byte 2"),
        is(Map.of("funnel/DUPLICATE/" + SENT, 1L)));
  }

  /** In other people's pipelines; a state for each window would let each have its own. */
  @Test
  void windowsDoNotMatter() {
    TestStream<TrackEvent> events =
        TestStream.create(TrackEventCoder.of())
            .addElements(
                TimestampedValue.of(event(1, "a.jsonl", 0), Instant.ofEpochMilli(0)),
                TimestampedValue.of(event(1, "a.jsonl", 1), Instant.ofEpochMilli(3_600_000)))
            .advanceWatermarkToInfinity();
    Pipeline pipeline = TestPipelines.create();
    PAssert.that(
            pipeline
                .apply(events)
                .apply("Hours", Window.into(FixedWindows.of(Duration.standardHours(1))))
                .apply("RemoveDuplicates", RemoveDuplicates.create())
                .apply(
                    "Describe",
                    MapElements.into(TypeDescriptors.strings()).via(TrackEvent::messageId)))
        .containsInAnyOrder(id(1));
    pipeline.run().waitUntilFinish();
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    RemoveDuplicates plain = RemoveDuplicates.create();
    assertThrows(
        IllegalArgumentException.class, () -> plain.withDeduplicateFor(java.time.Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> plain.withKeys(0));
  }

  private static Map<String, Long> runEndless(
      TestStream<TrackEvent> events, RemoveDuplicates transform, String... expected) {
    return run(events, transform, List.of(expected));
  }

  private static List<String> kept(int count, int firstByte) {
    return IntStream.range(0, count)
        .mapToObj(i -> id(i) + " a.jsonl byte " + (firstByte + i))
        .toList();
  }

  private static Map<String, Long> run(
      long rowBytes, List<TrackEvent> events, List<String> expected) {
    return run(
        Create.of(events).withCoder(TrackEventCoder.of()),
        RemoveDuplicates.sizedFor(rowBytes),
        expected);
  }

  private static Map<String, Long> run(
      PTransform<PBegin, PCollection<TrackEvent>> events,
      RemoveDuplicates transform,
      List<String> expected) {
    Pipeline pipeline = TestPipelines.create();
    PAssert.that(
            pipeline
                .apply("Events", events)
                .apply("RemoveDuplicates", transform)
                .apply(
                    "Describe",
                    MapElements.into(TypeDescriptors.strings())
                        .via(event -> event.messageId() + " " + event.row().where())))
        .containsInAnyOrder(expected);
    return TestPipelines.run(pipeline);
  }

  private static String id(int number) {
    // Spread over the leading digits, as a hash is.
    return "mailmodo-%08x%032x".formatted(number * 0x9E3779B9, number);
  }

  private static TrackEvent at(int number, long position, String time) {
    String json =
        "{\"event\":\"the \\\"timestamp\\\":\\\"\",\"timestamp\":\"%s\",\"properties\":{\"timestamp\":\"x\"},"
            + "\"context\":{\"traits\":{\"email\":\"reader@example.com\"}}}";
    return event(number, "a.jsonl", position, json.formatted(time));
  }

  private static TrackEvent event(int number, String file, long position) {
    return event(number, file, position, KV.of(number, position).toString());
  }

  private static TrackEvent event(int number, String file, long position, String json) {
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    return new TrackEvent(
        id(number),
        SENT,
        EventJson.of(text),
        new SourceRow(
            file, position, 0, RowFormat.JSON_LINES, null, text, 0, text.length, text.length));
  }
}
