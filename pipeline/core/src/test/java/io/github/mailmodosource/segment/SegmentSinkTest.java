package io.github.mailmodosource.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mailmodosource.TestPipelines;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.event.TrackEventCoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.Reify;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sink within a pipeline, on both runners. */
@Timeout(60)
class SegmentSinkTest {
  private static final List<TrackEvent> EVENTS = Events.some(500);
  private static final String[] DIRECT = {"--runner=DirectRunner", "--targetParallelism=4"};
  private static final String[] FLINK = {
    "--runner=FlinkRunner", "--flinkMaster=[local]", "--parallelism=2"
  };

  static Stream<String[][]> runners() {
    return Stream.of(new String[][] {DIRECT}, new String[][] {FLINK});
  }

  @ParameterizedTest
  @MethodSource("runners")
  void whatHappensOnTheWayIsCountedAndLosesNothing(String[][] runner) {
    Set<String> bad = Set.of("e-17", "e-333");
    try (FaultServer server =
        FaultServer.start(Fault.status(503), Fault.resetAfterTheBody(), Fault.retryAfter(429, "1"))
            .answering(
                request ->
                    request.ids().stream().anyMatch(bad::contains)
                        ? Fault.status(400)
                        : Fault.accept())) {
      List<TrackEvent> events = new ArrayList<>(EVENTS);
      events.add(Events.event("large", 32_000));

      Map<String, Long> counters = run(server, events, false, runner[0]);

      Set<String> good = new TreeSet<>(Events.ids(EVENTS));
      good.removeAll(bad);
      assertEquals(good, server.accepted());
      assertEquals(498, TestPipelines.rows(counters, "SENT"));
      assertEquals(3, TestPipelines.rows(counters, "UNDELIVERED"));
      assertEquals(server.requests().size(), counters.get("delivery/requests"));
      assertEquals(1, counters.get("delivery/throttled"));
    }
  }

  @ParameterizedTest
  @MethodSource("runners")
  void anAnswerThatStopsTheJobIsOneLineForTheUser(String[][] runner) {
    try (FaultServer server = FaultServer.start().answering(request -> Fault.status(401))) {
      Exception thrown = assertThrows(Exception.class, () -> run(server, EVENTS, false, runner[0]));

      String line = TestPipelines.stopReason(thrown);
      assertTrue(line.startsWith(server.address() + "/v1/batch answered 401; "), line);
      assertTrue(server.requests().size() <= 32, "no more than were in flight");
    }
  }

  @ParameterizedTest
  @MethodSource("runners")
  void severalProcessesWithAPaceSendThroughOneSender(String[][] runner) {
    try (FaultServer server = FaultServer.start()) {
      Map<String, Long> counters =
          run(server, EVENTS, true, runner[0], "--requestsPerSecond=100", "--batchEvents=10");

      assertEquals(Events.ids(EVENTS), server.accepted());
      assertEquals(500, TestPipelines.rows(counters, "SENT"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--requestsPerSecond=0", "--requestsPerSecond=9"})
  void theWayThroughOneSenderIsTakenOnlyForTheSakeOfAPace(String pace) {
    assertEquals(!pace.endsWith("=0"), hasOneSender(true, pace));
    assertEquals(false, hasOneSender(false, pace));
  }

  @Test
  void theRequestsSayWhoTheyComeFrom() {
    try (FaultServer server = FaultServer.start()) {
      run(server, EVENTS, false, DIRECT);

      FaultServer.Request request = server.requests().get(0);
      assertEquals("POST /v1/batch HTTP/1.1", request.target());
      assertEquals("application/json", request.headers().get("content-type"));
      assertEquals("gzip", request.headers().get("content-encoding"));
      assertTrue(
          String.valueOf(request.headers().get("user-agent")).startsWith("mailmodo-source/"));
      // The key, a colon, no password.
      assertEquals("Basic YS1rZXktb2YtdGhlLXRlc3RzOg==", request.headers().get("authorization"));
    }
  }

  private static boolean hasOneSender(boolean severalProcesses, String pace) {
    Pipeline pipeline = Pipeline.create();
    pipeline
        .apply(Create.of(EVENTS).withCoder(TrackEventCoder.of()))
        .apply(
            "Send",
            SegmentSink.write()
                .withSettings(Sending.settings("http://127.0.0.1", pace))
                .withRun("none")
                .withinSingleProcess(!severalProcesses));
    return TestPipelines.stepNames(pipeline).contains("Send/ToOneSender");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void withoutEndEventsOfAnyWindowAreSentAndLettersComeOut(boolean singleProcess) {
    Instant time = Instant.ofEpochMilli(1_700_000_000_000L);
    try (FaultServer server =
        FaultServer.start(Fault.status(503), Fault.resetAfterTheBody())
            .answering(
                request -> request.ids().contains("bad") ? Fault.status(400) : Fault.accept())) {
      Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.fromArgs(DIRECT).create());
      PAssert.that(
              pipeline
                  .apply(
                      TestStream.create(TrackEventCoder.of())
                          .advanceWatermarkTo(time)
                          .addElements(
                              TimestampedValue.of(Events.event("e-1", 0), time),
                              TimestampedValue.of(
                                  Events.event("bad", 0), time.plus(Duration.millis(7_200_000))))
                          .advanceWatermarkTo(time.plus(Duration.millis(7_200_000)))
                          .addElements(
                              TimestampedValue.of(
                                  Events.event("e-2", 0), time.plus(Duration.millis(9_000_000))))
                          .advanceWatermarkToInfinity())
                  .apply("Hours", Window.into(FixedWindows.of(Duration.standardHours(1))))
                  .apply(
                      "Send",
                      SegmentSink.write()
                          .withSettings(
                              Sending.settings(server.address(), "--requestsPerSecond=100"))
                          .withRun("endless-" + UUID.randomUUID())
                          .withinSingleProcess(singleProcess))
                  .failures()
                  .apply("Times", Reify.timestamps())
                  .apply(
                      "Describe",
                      MapElements.into(TypeDescriptors.strings())
                          .via(
                              letter ->
                                  letter.getValue().row()
                                      + (letter.getTimestamp().isBefore(time) ? " late" : ""))))
          .containsInAnyOrder("{\"id\":\"bad\"}");

      Map<String, Long> counters = TestPipelines.run(pipeline);

      assertEquals(Set.of("e-1", "e-2"), server.accepted());
      assertEquals(2, TestPipelines.rows(counters, "SENT"));
      assertEquals(1, TestPipelines.rows(counters, "UNDELIVERED"));
    }
  }

  @Test
  void withoutEndAnAnswerThatStopsTheJobStopsItToo() {
    try (FaultServer server = FaultServer.start().answering(request -> Fault.status(401))) {
      Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.fromArgs(DIRECT).create());
      pipeline
          .apply(
              TestStream.create(TrackEventCoder.of())
                  .addElements(Events.event("e-1", 0))
                  .advanceWatermarkToInfinity())
          .apply(
              "Send",
              SegmentSink.write()
                  .withSettings(Sending.settings(server.address()))
                  .withRun("endless-" + UUID.randomUUID()));

      Exception thrown = assertThrows(Exception.class, () -> pipeline.run().waitUntilFinish());

      String line = TestPipelines.stopReason(thrown);
      assertTrue(line.startsWith(server.address() + "/v1/batch answered 401; "), line);
    }
  }

  private static Map<String, Long> run(
      FaultServer server,
      List<TrackEvent> events,
      boolean severalProcesses,
      String[] runner,
      String... settings) {
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.fromArgs(runner).create());
    pipeline
        .apply("Events", Create.of(events).withCoder(TrackEventCoder.of()))
        .apply("Spread", Reshuffle.<TrackEvent>viaRandomKey().withNumBuckets(8))
        .apply(
            "Send",
            SegmentSink.write()
                .withSettings(Sending.settings(server.address(), settings))
                .withRun("sink-" + UUID.randomUUID())
                .withinSingleProcess(!severalProcesses));
    return TestPipelines.run(pipeline);
  }
}
