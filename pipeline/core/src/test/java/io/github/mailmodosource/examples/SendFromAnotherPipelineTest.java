package io.github.mailmodosource.examples;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.deadletter.WriteDeadLetters;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.sandbox.Sandbox;
import io.github.mailmodosource.sandbox.SandboxSettings;
import io.github.mailmodosource.segment.SegmentSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sink in a pipeline that knows nothing of Mailmodo: events from a {@code Create}, the library
 * as its only dependency of ours. What stands between the two lines of dashes is the whole
 * pipeline.
 */
class SendFromAnotherPipelineTest {
  /** Neither a userId nor an anonymousId: Segment refuses it. */
  private static final String NOBODY =
      "{\"type\":\"track\",\"event\":\"Order Paid\",\"messageId\":\"nobody\"}";

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void eventsOfAnyPipelineReachSegment() throws Exception {
    Path key = Files.writeString(folder.resolve("write-key"), "a-key-of-the-example");
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.onAnyPort().withLenient(true))) {
      String endpoint = sandbox.endpoint();

      // --------------------------------------------------------------------------------------
      Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
      PCollection<DeadLetter> undelivered =
          pipeline
              .apply("Orders", Create.of(order("order-1", 40), order("order-2", 2)))
              .apply(
                  "SendToSegment",
                  SegmentSink.write()
                      .withWriteKey("file:" + key)
                      .withEndpoint(endpoint)
                      .withinSingleProcess(true))
              .failures();
      undelivered.apply(
          "WriteDeadLetters", WriteDeadLetters.to(folder.resolve("letters.jsonl").toString()));
      pipeline.run().waitUntilFinish();
      // --------------------------------------------------------------------------------------

      assertThat(messageIds(sandbox), containsInAnyOrder("order-1", "order-2"));
      assertThat(Files.exists(folder.resolve("letters.jsonl")), is(false));
    }
  }

  @Test
  void anEventWithoutARowThatSegmentRefusesIsALetterWithItsPayload() throws Exception {
    Path key = Files.writeString(folder.resolve("write-key"), "a-key-of-the-example");
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.onAnyPort().withLenient(true))) {
      Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
      PAssert.that(
              pipeline
                  .apply("Orders", Create.of(order("order-1", 40), TrackEvent.of(NOBODY)))
                  .apply(
                      "SendToSegment",
                      SegmentSink.write()
                          .withWriteKey("file:" + key)
                          .withEndpoint(sandbox.endpoint())
                          .withinSingleProcess(true))
                  .failures())
          .satisfies(
              letters -> {
                List<String> events = new ArrayList<>();
                letters.forEach(letter -> events.add(String.valueOf(letter.event())));
                assertThat(events, contains(NOBODY));
                return null;
              });
      pipeline.run().waitUntilFinish();
      assertThat(messageIds(sandbox), contains("order-1"));
    }
  }

  private static List<String> messageIds(Sandbox sandbox) throws IOException {
    List<String> ids = new ArrayList<>();
    for (String event : sandbox.events()) {
      ids.add(JSON.readTree(event).path("messageId").asText());
    }
    return ids;
  }

  private static TrackEvent order(String id, int euros) {
    return TrackEvent.of(
        """
        {"type":"track","event":"Order Paid","userId":"u-1","messageId":"%s",\
        "timestamp":"2026-11-20T03:04:05.678Z","properties":{"revenue":%d}}"""
            .formatted(id, euros));
  }
}
