package io.github.mailmodosource.segment;

import io.github.mailmodosource.event.EventJson;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.rows.RowFormat;
import io.github.mailmodosource.rows.SourceRow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Track events for tests: small, and told apart by their messageId. */
final class Events {
  private Events() {}

  /** {@code count} events with the ids {@code e-0}, {@code e-1} and so on. */
  static List<TrackEvent> some(int count) {
    return IntStream.range(0, count).mapToObj(i -> event("e-" + i, 0)).toList();
  }

  /**
   * One event.
   *
   * @param padding bytes by which it is longer than a small one
   */
  static TrackEvent event(String id, int padding) {
    String json =
        "{\"type\":\"track\",\"event\":\"Email Sent\",\"userId\":\"u\",\"messageId\":\"%s\",\"properties\":{\"email_subject\":\"%s\"}}"
            .formatted(id, "x".repeat(padding));
    byte[] row = ("{\"id\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8);
    return new TrackEvent(
        id,
        "Email Sent",
        EventJson.of(json),
        new SourceRow(
            "activity.jsonl", 0, 1, RowFormat.JSON_LINES, null, row, 0, row.length, row.length));
  }

  static Set<String> ids(List<TrackEvent> events) {
    return events.stream()
        .map(TrackEvent::messageId)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
