package io.github.mailmodosource.event;

import io.github.mailmodosource.coding.CoderSamples;
import io.github.mailmodosource.coding.Hash128;
import io.github.mailmodosource.coding.Telltale;
import io.github.mailmodosource.rows.RowSamples;
import io.github.mailmodosource.rows.SourceRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Track events for the tests of all coders. */
public final class EventSamples {
  private static final TrackEvent CLICKED =
      event("mailmodo-1", "{\"type\":\"track\"}", RowSamples.csv("a,b", "1,ü"), 0);

  private static final Duration HOUR = Duration.ofHours(1);

  private EventSamples() {}

  /** An event that was never sent, of a CSV row. */
  public static TrackEvent clicked() {
    return CLICKED;
  }

  public static List<CoderSamples<?>> coders() {
    return List.of(
        CoderSamples.of(TrackEventCoder.of())
            .and("never sent", CLICKED)
            .and("tried 3 times", event("mailmodo-2", "{}", RowSamples.json("{}"), 3)),
        CoderSamples.of(new EventBlockCoder())
            .and("none", block())
            .and(
                "two of one source, one of another",
                block(
                    CLICKED,
                    event("mailmodo-2", "{}", RowSamples.csv("a,b", "2,"), 3),
                    event("mailmodo-3", "{}", RowSamples.json("{}"), 0))),
        CoderSamples.of(new SeenIdsCoder())
            .and("none", SeenIds.none())
            .and(
                "two in one hour, one in the next",
                SeenIds.none()
                    .with(new Hash128(2, -1), Instant.ofEpochMilli(0), HOUR)
                    .with(new Hash128(-3, 1), Instant.ofEpochMilli(200), HOUR)
                    .with(new Hash128(4, 5), Instant.ofEpochMilli(3_600_000), HOUR)));
  }

  public static Map<Class<?>, Supplier<?>> telltales() {
    EventJson json = EventJson.of(Telltale.TEXT);
    return Map.of(
        EventJson.class,
        () -> json,
        SeenIds.class,
        () -> SeenIds.none().with(Hash128.of(Telltale.TEXT), Instant.EPOCH, HOUR),
        EventBlock.class,
        () -> block(new TrackEvent(Telltale.TEXT, Telltale.TEXT, json, RowSamples.telltale(), 0)));
  }

  private static TrackEvent event(String messageId, String json, SourceRow row, int attempts) {
    return new TrackEvent(messageId, "Link Clicked", EventJson.of(json), row, attempts);
  }

  private static EventBlock block(TrackEvent... events) {
    EventBlock.Builder builder = new EventBlock.Builder(16);
    for (TrackEvent event : events) {
      builder.add(event);
    }
    return builder.build();
  }
}
