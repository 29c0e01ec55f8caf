package io.github.mailmodosource.rows;

import io.github.mailmodosource.coding.VersionedCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Source, position, first line, format, header, cut from, bytes. */
public final class RowBlockCoder extends VersionedCoder<RowBlock> {
  private static final RowFormat[] FORMATS = RowFormat.values();

  public RowBlockCoder() {
    super(1);
  }

  @Override
  protected void write(RowBlock block, OutputStream out) throws IOException {
    writeText(block.source(), out);
    writeNumber(block.position(), out);
    writeNumber(block.firstLine(), out);
    writeNumber(block.format().ordinal(), out);
    writeOptionalBytes(block.header(), out);
    writeNumber(block.cutFrom(), out);
    writeBytes(block.bytes(), out);
  }

  @Override
  protected RowBlock read(InputStream in) throws IOException {
    return new RowBlock(
        readText(in),
        readNumber(in),
        readNumber(in),
        FORMATS[(int) readNumber(in)],
        readOptionalBytes(in),
        readNumber(in),
        readBytes(in));
  }
}
