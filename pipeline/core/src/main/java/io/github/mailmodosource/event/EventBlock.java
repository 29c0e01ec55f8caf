package io.github.mailmodosource.event;

import io.github.mailmodosource.rows.RowFormat;
import io.github.mailmodosource.rows.SourceRow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Some track events as two runs of bytes. What passes between steps has its price for each element,
 * and Flink writes and reads an element once more for every further output of the step it comes
 * from: bytes are copied as a whole, and only who needs the events takes them apart.
 *
 * <p>The first run is the events' JSON, a comma behind each: so those that leave in one batch leave
 * as they stand here ({@link EventJson#isBefore}). The second is what belongs to each of them:
 * messageId, event name, attempts, length of its JSON, then its row (position, line, whole length,
 * bytes). Source, format and header stand before the first row and wherever they change.
 */
public final class EventBlock {
  private static final RowFormat[] FORMATS = RowFormat.values();
  private static final byte SAME_SOURCE = 0;
  private static final byte NEW_SOURCE = 1;
  private static final int NO_BYTES = -1;

  private final ByteRun json;
  private final ByteRun rest;

  EventBlock(ByteRun json, ByteRun rest) {
    this.json = json;
    this.rest = rest;
  }

  ByteRun json() {
    return json;
  }

  ByteRun rest() {
    return rest;
  }

  /** Takes the events out, in the order in which they were added: views into the block. */
  public void forEach(Consumer<TrackEvent> sink) {
    ByteBuffer in = ByteBuffer.wrap(rest.bytes(), 0, rest.length());
    int start = 0;
    String source = "";
    RowFormat format = RowFormat.JSON_LINES;
    byte[] header = null;
    while (in.hasRemaining()) {
      String messageId = text(in);
      String eventName = text(in);
      int attempts = in.getInt();
      EventJson event = new EventJson(json.bytes(), start, in.getInt());
      start += event.length() + 1;
      if (in.get() == NEW_SOURCE) {
        source = text(in);
        format = FORMATS[in.get()];
        int headerLength = in.getInt();
        header = headerLength == NO_BYTES ? null : copy(in, headerLength);
      }
      long position = in.getLong();
      long line = in.getLong();
      long wholeLength = in.getLong();
      int rowLength = in.getInt();
      SourceRow row =
          new SourceRow(
              source,
              position,
              line,
              format,
              header,
              rest.bytes(),
              in.position(),
              rowLength,
              wholeLength);
      in.position(in.position() + rowLength);
      sink.accept(new TrackEvent(messageId, eventName, event, row, attempts));
    }
  }

  private String text(ByteBuffer in) {
    int textLength = in.getInt();
    String text = new String(rest.bytes(), in.position(), textLength, StandardCharsets.UTF_8);
    in.position(in.position() + textLength);
    return text;
  }

  private static byte[] copy(ByteBuffer in, int length) {
    byte[] copy = new byte[length];
    in.get(copy);
    return copy;
  }

  /** Writes events into blocks, one after the other. */
  public static final class Builder {
    private final GrowingBytes json;
    private final GrowingBytes rest;
    private @Nullable SourceRow last;

    /**
     * An empty block.
     *
     * @param expectedBytes about how large each of its two runs of bytes will be; they grow if need
     *     be, and the next ones are expected to be like them
     */
    public Builder(int expectedBytes) {
      json = new GrowingBytes(expectedBytes);
      rest = new GrowingBytes(expectedBytes);
    }

    public void add(TrackEvent event) {
      EventJson text = event.json();
      json.room(text.length() + 1)
          .put(text.buffer(), text.offset(), text.length())
          .put(EventJson.COMMA);
      rest.putText(event.messageId());
      rest.putText(event.eventName());
      rest.room(2 * Integer.BYTES).putInt(event.attempts()).putInt(text.length());
      SourceRow row = event.row();
      source(row);
      rest.room(3 * Long.BYTES)
          .putLong(row.position())
          .putLong(row.line())
          .putLong(row.wholeLength());
      rest.putCounted(row.buffer(), row.offset(), row.length());
    }

    public boolean isEmpty() {
      return size() == 0;
    }

    public int size() {
      return json.size() + rest.size();
    }

    /** The events that were added since the last block; the builder is empty then. */
    public EventBlock build() {
      last = null;
      return new EventBlock(json.take(), rest.take());
    }

    private void source(SourceRow row) {
      SourceRow before = last;
      last = row;
      if (before != null
          && row.source().equals(before.source())
          && row.format() == before.format()
          && Arrays.equals(row.header(), before.header())) {
        rest.room(1).put(SAME_SOURCE);
        return;
      }
      rest.room(1).put(NEW_SOURCE);
      rest.putText(row.source());
      rest.room(1).put((byte) row.format().ordinal());
      byte[] header = row.header();
      if (header == null) {
        rest.room(Integer.BYTES).putInt(NO_BYTES);
      } else {
        rest.putCounted(header, 0, header.length);
      }
    }
  }
}
