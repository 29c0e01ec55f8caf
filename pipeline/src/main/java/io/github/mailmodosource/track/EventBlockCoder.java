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
    writeBytes(block.bytes(), out);
  }

  @Override
  protected EventBlock read(InputStream in) throws IOException {
    return new EventBlock(readBytes(in));
  }
}
