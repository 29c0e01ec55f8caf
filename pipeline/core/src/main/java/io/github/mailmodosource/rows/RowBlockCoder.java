package io.github.mailmodosource.rows;

import io.github.mailmodosource.coding.VersionedCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** As {@link SourceRowCoder}, with the place of the block. */
public final class RowBlockCoder extends VersionedCoder<RowBlock> {
  public RowBlockCoder() {
    super(2);
  }

  @Override
  protected void write(RowBlock block, OutputStream out) throws IOException {
    writeBytes(RowWireForm.beforeBytes(block), out);
    writeBytes(block.bytes(), out);
  }

  @Override
  protected RowBlock read(InputStream in) throws IOException {
    return RowWireForm.block(readBytes(in), readBytes(in));
  }
}
