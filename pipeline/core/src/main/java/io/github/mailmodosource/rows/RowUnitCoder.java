package io.github.mailmodosource.rows;

import io.github.mailmodosource.coding.VersionedCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.util.SerializableUtils;

/** What it is, then a block as {@link SourceRowCoder} has a row, or what Java makes of the rest. */
public final class RowUnitCoder extends VersionedCoder<RowUnit> {
  private static final int BLOCK = 0;
  private static final int UNREAD = 1;

  public RowUnitCoder() {
    super(3);
  }

  @Override
  protected void write(RowUnit unit, OutputStream out) throws IOException {
    if (unit instanceof RowBlock block) {
      writeCode(BLOCK, out);
      writeBytes(RowWireForm.beforeBytes(block), out);
      writeBytes(block.bytes(), out);
    } else {
      writeCode(UNREAD, out);
      writeBytes(SerializableUtils.serializeToByteArray((UnreadRows) unit), out);
    }
  }

  @Override
  protected RowUnit read(InputStream in) throws IOException {
    if (readCode(in) == BLOCK) {
      return RowWireForm.block(readBytes(in), readBytes(in));
    }
    return (UnreadRows)
        SerializableUtils.deserializeFromByteArray(readBytes(in), "rows that are not read yet");
  }
}
