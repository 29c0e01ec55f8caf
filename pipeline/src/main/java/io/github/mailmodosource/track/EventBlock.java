package io.github.mailmodosource.track;

import io.github.mailmodosource.rows.Row;
import io.github.mailmodosource.rows.RowFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Some track events as one run of bytes. What passes between steps has its price for each element,
 * and Flink writes and reads an element once more for every further output of the step it comes
 * from: bytes are copied as a whole, and only who needs the events takes them apart.
 *
 * <p>Each event is: messageId, event name, attempts, JSON, then its row (position, line, whole
 * length, bytes). Source, format and header stand before the first row and wherever they change.
 */
public final class EventBlock {
  private static final RowFormat[] FORMATS = RowFormat.values();
  private static final byte SAME_SOURCE = 0;
  private static final byte NEW_SOURCE = 1;
  private static final int NO_BYTES = -1;

  private final byte[] bytes;
  private final int length;

  /** The first {@code length} of these bytes. */
  EventBlock(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** Takes the events out, in the order in which they were added: views into the block. */
  public void forEach(Consumer<TrackEvent> sink) {
    ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
    String source = "";
    RowFormat format = RowFormat.JSON_LINES;
    byte[] header = null;
    while (in.hasRemaining()) {
      String messageId = text(in);
      String eventName = text(in);
      int attempts = in.getInt();
      EventJson json = json(in);
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
      Row row =
          new Row(
              source, position, line, format, header, bytes, in.position(), rowLength, wholeLength);
      in.position(in.position() + rowLength);
      sink.accept(new TrackEvent(messageId, eventName, json, row, attempts));
    }
  }

  private EventJson json(ByteBuffer in) {
    int jsonLength = in.getInt();
    EventJson json = new EventJson(bytes, in.position(), jsonLength);
    in.position(in.position() + jsonLength);
    return json;
  }

  private String text(ByteBuffer in) {
    int textLength = in.getInt();
    String text = new String(bytes, in.position(), textLength, StandardCharsets.UTF_8);
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
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private int expectedBytes;
    private ByteBuffer out = NOTHING;
    private @Nullable Row last;

    /**
     * An empty block.
     *
     * @param expectedBytes about how large it will be; it grows if need be, and the next one is
     *     expected to be like it
     */
    public Builder(int expectedBytes) {
      this.expectedBytes = expectedBytes;
    }

    public void add(TrackEvent event) {
      text(event.messageId());
      text(event.eventName());
      room(Integer.BYTES).putInt(event.attempts());
      EventJson json = event.json();
      bytes(json.buffer(), json.offset(), json.length());
      Row row = event.row();
      source(row);
      room(3 * Long.BYTES).putLong(row.position()).putLong(row.line()).putLong(row.wholeLength());
      bytes(row.buffer(), row.offset(), row.length());
    }

    public boolean isEmpty() {
      return out.position() == 0;
    }

    public int size() {
      return out.position();
    }

    /**
     * The events that were added since the last block; the builder is empty then. A block is not
     * copied once more unless it would hold much memory for nothing.
     */
    public EventBlock build() {
      int length = out.position();
      expectedBytes = length + length / 8;
      byte[] bytes = out.array();
      if (length > bytes.length / 4 * 3) {
        out = NOTHING;
      } else {
        bytes = Arrays.copyOf(bytes, length);
        out.clear();
      }
      last = null;
      return new EventBlock(bytes, length);
    }

    private void source(Row row) {
      Row before = last;
      last = row;
      if (before != null
          && row.source().equals(before.source())
          && row.format() == before.format()
          && Arrays.equals(row.header(), before.header())) {
        room(1).put(SAME_SOURCE);
        return;
      }
      room(1).put(NEW_SOURCE);
      text(row.source());
      room(1).put((byte) row.format().ordinal());
      byte[] header = row.header();
      if (header == null) {
        room(Integer.BYTES).putInt(NO_BYTES);
      } else {
        bytes(header, 0, header.length);
      }
    }

    private void text(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      bytes(bytes, 0, bytes.length);
    }

    private void bytes(byte[] bytes, int offset, int length) {
      room(Integer.BYTES + length).putInt(length).put(bytes, offset, length);
    }

    /** The block, with room for so many bytes more. */
    private ByteBuffer room(int bytes) {
      if (out.remaining() < bytes) {
        int needed = Math.addExact(out.position(), bytes);
        int larger = (int) Math.min(2L * out.capacity(), Integer.MAX_VALUE - Long.BYTES);
        int capacity = Math.max(Math.max(needed, larger), expectedBytes);
        out = ByteBuffer.allocate(capacity).put(out.flip());
      }
      return out;
    }
  }
}
