package io.github.mailmodosource.track;

import io.github.mailmodosource.coding.VersionedCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The block as it is. */
public final class EventBlockCoder extends VersionedCoder<EventBlock> {
  public EventBlockCoder() {
    super(1);
  }

  @Override
  protected void write(EventBlock block, OutputStream out) throws IOException {
    writeBytes(block.bytes(), 0, block.length(), out);
  }

  @Override
  protected EventBlock read(InputStream in) throws IOException {
    byte[] bytes = readBytes(in);
    return new EventBlock(bytes, bytes.length);
  }
}
