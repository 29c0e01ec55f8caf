package io.github.mailmodosource.event;

import io.github.mailmodosource.coding.VersionedCoder;
import io.github.mailmodosource.rows.SourceRowCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** messageId, event name, JSON, row, attempts. */
public final class TrackEventCoder extends VersionedCoder<TrackEvent> {
  private static final TrackEventCoder INSTANCE = new TrackEventCoder();

  private TrackEventCoder() {
    super(1);
  }

  public static TrackEventCoder of() {
    return INSTANCE;
  }

  @Override
  protected void write(TrackEvent event, OutputStream out) throws IOException {
    writeText(event.messageId(), out);
    writeText(event.eventName(), out);
    EventJson json = event.json();
    writeBytes(json.buffer(), json.offset(), json.length(), out);
    SourceRowCoder.of().encode(event.row(), out);
    writeNumber(event.attempts(), out);
  }

  @Override
  protected TrackEvent read(InputStream in) throws IOException {
    return new TrackEvent(
        readText(in),
        readText(in),
        EventJson.of(readBytes(in)),
        SourceRowCoder.of().decode(in),
        (int) readNumber(in));
  }
}
