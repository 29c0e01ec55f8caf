package io.github.mailmodosource.event;

import io.github.mailmodosource.coding.VersionedCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Both runs of bytes as they are. */
public final class EventBlockCoder extends VersionedCoder<EventBlock> {
  public EventBlockCoder() {
    super(2);
  }

  @Override
  protected void write(EventBlock block, OutputStream out) throws IOException {
    write(block.json(), out);
    write(block.rest(), out);
  }

  private static void write(ByteRun run, OutputStream out) throws IOException {
    writeBytes(run.bytes(), 0, run.length(), out);
  }

  @Override
  protected EventBlock read(InputStream in) throws IOException {
    return new EventBlock(ByteRun.of(readBytes(in)), ByteRun.of(readBytes(in)));
  }
}
