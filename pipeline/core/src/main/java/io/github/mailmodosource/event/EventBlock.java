package io.github.mailmodosource.event;

import io.github.mailmodosource.rows.RowFormat;
import io.github.mailmodosource.rows.RowWireForm;
import io.github.mailmodosource.rows.RowWireForm.Head;
import io.github.mailmodosource.rows.SourceRow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Some track events as two runs of bytes. What passes between steps has its price for each element,
 * and Flink writes and reads an element once more for every further output of the step it comes
 * from: bytes are copied as a whole, and only who needs the events takes them apart.
 *
 * <p>The first run is the events' JSON, a comma behind each: so those that leave in one batch leave
 * as they stand here ({@link EventJson#isBefore}). The second is what belongs to each of them:
 * messageId, event name, attempts, length of its JSON, then its row ({@link RowWireForm}), whose
 * head stands before the first row and wherever it changes.
 */
public final class EventBlock {
  private static final byte SAME_HEAD = 0;
  private static final byte NEW_HEAD = 1;

  /** Until the first row's is read. */
  private static final Head NO_HEAD = new Head("", RowFormat.JSON_LINES, null);

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
    Head head = NO_HEAD;
    while (in.hasRemaining()) {
      String messageId = text(in);
      String eventName = text(in);
      int attempts = in.getInt();
      EventJson event = new EventJson(json.bytes(), start, in.getInt());
      start += event.length() + 1;
      if (in.get() == NEW_HEAD) {
        head = RowWireForm.readHead(in);
      }
      SourceRow row = RowWireForm.readBehindHead(head, in);
      sink.accept(new TrackEvent(messageId, eventName, event, row, attempts));
    }
  }

  private String text(ByteBuffer in) {
    int textLength = in.getInt();
    String text = new String(rest.bytes(), in.position(), textLength, StandardCharsets.UTF_8);
    in.position(in.position() + textLength);
    return text;
  }

  /** Runners log elements when they are told to: no event and no row. */
  @Override
  public String toString() {
    return "EventBlock[" + (json.length() + rest.length()) + " bytes]";
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
      writeHead(row);
      RowWireForm.writeBehindHead(row, rest.room(RowWireForm.sizeBehindHead(row)));
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

    private void writeHead(SourceRow row) {
      SourceRow before = last;
      last = row;
      if (before != null && RowWireForm.haveSameHead(row, before)) {
        rest.room(1).put(SAME_HEAD);
        return;
      }
      byte[] head = RowWireForm.headOf(row);
      rest.room(1 + head.length).put(NEW_HEAD).put(head);
    }
  }
}
