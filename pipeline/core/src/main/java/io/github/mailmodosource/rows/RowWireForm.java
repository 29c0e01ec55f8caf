package io.github.mailmodosource.rows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The one form in which rows travel, whatever they were read from. It has three parts:
 *
 * <ul>
 *   <li>the head, which many rows share: source, format, header;
 *   <li>the place, which is the row's own: position, line, whole length;
 *   <li>the row's bytes, as they were read.
 * </ul>
 *
 * <p>Lengths are ints in front of what they count, places longs, both big-endian. A block of rows
 * has the form of a row whose place is that of the block.
 */
public final class RowWireForm {
  private static final int NO_HEADER = -1;
  private static final int PLACE_BYTES = 3 * Long.BYTES;

  private RowWireForm() {}

  /**
   * What many rows share.
   *
   * @param source the file, or the table and key
   * @param header as a {@link SourceRow} has it
   */
  public record Head(String source, RowFormat format, byte @Nullable [] header) {
    /** Runners log elements when they are told to: the header may be text of the row. */
    @Override
    public String toString() {
      return "Head[" + format + "]";
    }
  }

  /** Whether both rows have the same head, so that it need not be written again. */
  public static boolean haveSameHead(SourceRow a, SourceRow b) {
    return a.source().equals(b.source())
        && a.format() == b.format()
        && Arrays.equals(a.header(), b.header());
  }

  /** The head of a row. */
  public static byte[] headOf(SourceRow row) {
    return head(row.source(), row.format(), row.header(), 0);
  }

  /** Reads what {@link #headOf} wrote. */
  public static Head readHead(ByteBuffer in) {
    String source = new String(counted(in, in.getInt()), StandardCharsets.UTF_8);
    RowFormat format = RowFormat.ofCode(in.get());
    int headerLength = in.getInt();
    return new Head(source, format, headerLength == NO_HEADER ? null : counted(in, headerLength));
  }

  /** How many bytes {@link #writeBehindHead} writes. */
  public static int sizeBehindHead(SourceRow row) {
    return PLACE_BYTES + Integer.BYTES + row.length();
  }

  /** Writes place and bytes. */
  public static void writeBehindHead(SourceRow row, ByteBuffer out) {
    writePlace(row.position(), row.line(), row.wholeLength(), out);
    out.putInt(row.length()).put(row.buffer(), row.offset(), row.length());
  }

  /**
   * Reads what {@link #writeBehindHead} wrote: the row is a view into the buffer's array, not a
   * copy.
   */
  public static SourceRow readBehindHead(Head head, ByteBuffer in) {
    long position = in.getLong();
    long line = in.getLong();
    long wholeLength = in.getLong();
    int length = in.getInt();
    int offset = in.arrayOffset() + in.position();
    in.position(in.position() + length);
    return new SourceRow(
        head.source,
        position,
        line,
        head.format,
        head.header,
        in.array(),
        offset,
        length,
        wholeLength);
  }

  /** Head and place, for a stream: the bytes are written behind them as they are. */
  static byte[] beforeBytes(SourceRow row) {
    byte[] before = head(row.source(), row.format(), row.header(), PLACE_BYTES);
    writePlace(row.position(), row.line(), row.wholeLength(), lastOf(before));
    return before;
  }

  /** The same of a block; {@code cutFrom} takes the place of a row's whole length. */
  static byte[] beforeBytes(RowBlock block) {
    byte[] before = head(block.source(), block.format(), block.header(), PLACE_BYTES);
    writePlace(block.position(), block.firstLine(), block.cutFrom(), lastOf(before));
    return before;
  }

  /** The row of these bytes, with what {@link #beforeBytes(SourceRow)} wrote. */
  static SourceRow row(byte[] before, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(before);
    Head head = readHead(in);
    return new SourceRow(
        head.source,
        in.getLong(),
        in.getLong(),
        head.format,
        head.header,
        bytes,
        0,
        bytes.length,
        in.getLong());
  }

  /** The block of these bytes, with what {@link #beforeBytes(RowBlock)} wrote. */
  static RowBlock block(byte[] before, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(before);
    Head head = readHead(in);
    return new RowBlock(
        head.source, in.getLong(), in.getLong(), head.format, head.header, in.getLong(), bytes);
  }

  /** The head, with room behind it. */
  private static byte[] head(String source, RowFormat format, byte @Nullable [] header, int room) {
    byte[] text = source.getBytes(StandardCharsets.UTF_8);
    int headerLength = header == null ? 0 : header.length;
    byte[] head = new byte[2 * Integer.BYTES + 1 + text.length + headerLength + room];
    ByteBuffer out = ByteBuffer.wrap(head);
    out.putInt(text.length).put(text).put((byte) format.code());
    if (header == null) {
      out.putInt(NO_HEADER);
    } else {
      out.putInt(header.length).put(header);
    }
    return head;
  }

  private static ByteBuffer lastOf(byte[] before) {
    return ByteBuffer.wrap(before, before.length - PLACE_BYTES, PLACE_BYTES);
  }

  private static void writePlace(long position, long line, long wholeLength, ByteBuffer out) {
    out.putLong(position).putLong(line).putLong(wholeLength);
  }

  private static byte[] counted(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }
}
