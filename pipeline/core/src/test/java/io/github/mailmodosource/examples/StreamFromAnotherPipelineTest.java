package io.github.mailmodosource.examples;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.deadletter.WriteDeadLetters;
import io.github.mailmodosource.event.RemoveDuplicates;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.sandbox.Sandbox;
import io.github.mailmodosource.sandbox.SandboxSettings;
import io.github.mailmodosource.segment.SegmentSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sink in a pipeline without end that knows nothing of Mailmodo: orders that come one after the
 * other, some of them twice. What stands between the two lines of dashes is the whole pipeline.
 */
@Timeout(60)
class StreamFromAnotherPipelineTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void eventsWithoutEndReachSegmentOnceAndWhatItRefusesIsInFiles() throws Exception {
    Path key = Files.writeString(folder.resolve("write-key"), "a-key-of-the-example");
    Path letters = folder.resolve("letters");
    DirectOptions options = PipelineOptionsFactory.create().as(DirectOptions.class);
    options.setBlockOnRun(false);
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.onAnyPort().withLenient(true))) {
      String endpoint = sandbox.endpoint();

      // --------------------------------------------------------------------------------------
      Pipeline pipeline = Pipeline.create(options);
      PCollection<DeadLetter> undelivered =
          pipeline
              .apply("Orders", GenerateSequence.from(0).withRate(100, Duration.standardSeconds(1)))
              .apply(
                  "ToEvents",
                  MapElements.into(TypeDescriptor.of(TrackEvent.class))
                      .via(StreamFromAnotherPipelineTest::order))
              // One key is right for the DirectRunner, and only there.
              .apply("RemoveDuplicates", RemoveDuplicates.create().withKeys(1))
              .apply(
                  "SendToSegment",
                  SegmentSink.write()
                      .withWriteKey("file:" + key)
                      .withEndpoint(endpoint)
                      .withinSingleProcess(true))
              .failures();
      undelivered.apply("WriteDeadLetters", WriteDeadLetters.to(letters + "/letters.jsonl"));
      PipelineResult running = pipeline.run();
      // --------------------------------------------------------------------------------------

      while (messageIds(sandbox).size() < 50 || !hasFiles(letters)) {
        Thread.sleep(50);
      }
      running.cancel();
      List<String> ids = messageIds(sandbox);
      assertThat(ids, hasItems("order-0", "order-1", "order-2"));
      assertThat(new HashSet<>(ids).size(), is(ids.size()));
    }
  }

  /** Each order comes twice, and each tenth is nobody's, which Segment refuses. */
  private static TrackEvent order(long number) {
    long order = number / 2;
    String user = order % 10 == 9 ? "" : "\"userId\":\"u-1\",";
    return TrackEvent.of(
        "{\"type\":\"track\",\"event\":\"Order Paid\","
            + user
            + "\"messageId\":\"order-%d\"}".formatted(order));
  }

  private static boolean hasFiles(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(
          file -> file.getFileName().toString().matches("letters-\\d+-\\d+\\.jsonl"));
    }
  }

  private static List<String> messageIds(Sandbox sandbox) throws IOException {
    List<String> ids = new ArrayList<>();
    for (String event : sandbox.events()) {
      ids.add(JSON.readTree(event).path("messageId").asText());
    }
    return ids;
  }
}
