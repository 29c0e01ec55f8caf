package io.github.mailmodosource.segment;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.mailmodosource.event.EventJson;
import io.github.mailmodosource.event.SharedFields;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.rows.RowFormat;
import io.github.mailmodosource.rows.SourceRow;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Events per second and core, from an event to its place in a batch. */
@State(Scope.Thread)
public class BatchPackerBenchmark {
  private static final int EVENTS = 10_000;

  private final BatchPacker packer = new BatchPacker(SegmentSettings.builder().build());

  /** Of 400 to 800 bytes, as real ones are. */
  private final List<TrackEvent> events =
      IntStream.range(0, EVENTS).mapToObj(i -> event("e-" + i, 300 + i * 37 % 400)).toList();

  private final EventSize size = new EventSize(SharedFields.of(null));
  private int next;

  @Benchmark
  public @Nullable List<TrackEvent> pack() {
    TrackEvent event = events.get(next);
    next = next + 1 == EVENTS ? 0 : next + 1;
    return size.isTooLarge(event) ? null : packer.add(event);
  }

  private static TrackEvent event(String id, int padding) {
    String json =
        "{\"type\":\"track\",\"event\":\"Email Sent\",\"userId\":\"u\",\"messageId\":\"%s\",\"properties\":{\"email_subject\":\"%s\"}}"
            .formatted(id, "x".repeat(padding));
    byte[] row = ("{\"id\":\"" + id + "\"}").getBytes(UTF_8);
    return new TrackEvent(
        id,
        "Email Sent",
        EventJson.of(json),
        new SourceRow(
            "activity.jsonl", 0, 1, RowFormat.JSON_LINES, null, row, 0, row.length, row.length));
  }
}
