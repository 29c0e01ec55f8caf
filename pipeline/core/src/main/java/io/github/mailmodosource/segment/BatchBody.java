package io.github.mailmodosource.segment;

import io.github.mailmodosource.coding.UtcTime;
import io.github.mailmodosource.event.EventJson;
import io.github.mailmodosource.event.SharedFields;
import io.github.mailmodosource.event.TrackEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The JSON of a batch: the events, what they share, and when it is sent. {@code sentAt} belongs to
 * the attempt: Segment corrects clocks by it, so an old one would move every event's time.
 */
final class BatchBody {
  private static final byte[] BEGIN = utf8("{\"batch\":[");
  private static final byte[] COMMA = utf8(",");

  private BatchBody() {}

  /** The bytes of a batch without any event. */
  static int envelopeBytes(SharedFields shared) {
    return BEGIN.length + end(shared, Instant.EPOCH).length;
  }

  /** The bytes by which a batch grows with one more event, its comma included. */
  static int bytesOf(TrackEvent event) {
    return event.json().length() + 1;
  }

  /** The bytes of {@link #beginning} without any event. */
  static int beginBytes() {
    return BEGIN.length;
  }

  /**
   * All but the end: views of the events, not copies. Events that stand behind one another in a
   * block are one part, commas and all.
   */
  static List<ByteBuffer> beginning(List<TrackEvent> events) {
    List<ByteBuffer> parts = new ArrayList<>();
    parts.add(ByteBuffer.wrap(BEGIN));
    int first = 0;
    for (int next = 1; next <= events.size(); next++) {
      EventJson last = events.get(next - 1).json();
      if (next == events.size() || !last.isBefore(events.get(next).json())) {
        int start = events.get(first).json().offset();
        int end = last.offset() + last.length();
        parts.add(ByteBuffer.wrap(last.buffer(), start, end - start));
        if (next < events.size()) {
          parts.add(ByteBuffer.wrap(COMMA));
        }
        first = next;
      }
    }
    return parts;
  }

  /** What comes after the events. */
  static byte[] end(SharedFields shared, Instant sentAt) {
    String common =
        shared.isNone()
            ? ""
            : "\"context\":"
                + shared.context()
                + ",\"integrations\":"
                + shared.integrations()
                + ",";
    return utf8("]," + common + "\"sentAt\":\"" + UtcTime.format(sentAt) + "\"}");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
