package io.github.mailmodosource.segment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.github.mailmodosource.TestPipelines;
import io.github.mailmodosource.event.SharedFields;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.event.TrackEventCoder;
import io.github.mailmodosource.metrics.RunCounters;
import io.github.mailmodosource.metrics.RunnerCounts;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.junit.jupiter.api.Test;

/** The body is {@code {"batch":[…],…,"sentAt":"2026-11-20T03:04:05.678Z"}}. */
class MeasureRequestsTest {
  private static final String AROUND = "{\"batch\":[],\"sentAt\":\"2026-11-20T03:04:05.678Z\"}";

  @Test
  void requestsAndBytesAreThoseOfTheBodies() {
    List<TrackEvent> events = Events.some(5);
    int eventBytes = events.get(0).json().length();

    Map<String, Long> counts = measured(events, "--batchEvents=2", "--compression=none");

    // Three bodies, two of which have a comma.
    long bytes = 3L * AROUND.length() + 5L * eventBytes + 2;
    assertThat(counts, is(Map.of("requests", 3L, "bytes", bytes, "bytesSent", bytes)));
  }

  @Test
  void whatAllShareStandsInEachBody() {
    SharedFields shared = SharedFields.of(null);
    String fields =
        "\"context\":" + shared.context() + ",\"integrations\":" + shared.integrations() + ",";

    Map<String, Long> counts =
        measured(
            Events.some(1),
            Sending.settings("http://127.0.0.1").toBuilder().shared(shared).build());

    long plain = (long) AROUND.length() + fields.length() + Events.some(1).get(0).json().length();
    assertThat(counts.get("bytes"), is(plain));
  }

  @Test
  void compressedRequestsAreSmaller() {
    Map<String, Long> counts = measured(Events.some(500), "--compression=gzip");

    assertThat(counts.get("requests"), is(1L));
    assertThat(counts.getOrDefault("bytesSent", 0L) * 5, is(lessThan(counts.get("bytes"))));
  }

  private static Map<String, Long> measured(List<TrackEvent> events, String... options) {
    SegmentSettings settings = Sending.settings("http://127.0.0.1", options);
    return measured(events, settings.toBuilder().shared(SharedFields.none()).build());
  }

  private static Map<String, Long> measured(List<TrackEvent> events, SegmentSettings settings) {
    Pipeline pipeline = TestPipelines.create();
    pipeline
        .apply(Create.of(List.of(events)).withCoder(ListCoder.of(TrackEventCoder.of())))
        .apply("OneBundle", Flatten.iterables())
        .apply("MeasureRequests", MeasureRequests.of(settings));
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    return RunnerCounts.in(result.metrics(), RunCounters.FORECAST);
  }
}
