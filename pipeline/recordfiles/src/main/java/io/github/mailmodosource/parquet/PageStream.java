package io.github.mailmodosource.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.parquet.format.ColumnMetaData;

/**
 * The bytes of a column of a row group, as a stream that reads some ahead: the columns of a row lie
 * far from each other, and each jump may be a request over the network.
 */
final class PageStream extends InputStream {
  private static final int MOST_AHEAD = 1 << 20;

  private final ChannelBytes file;
  private long position;
  private long left;
  private byte[] ahead = new byte[0];
  private int next;

  /**
   * @param position where they begin
   * @param length how many they are, as far as the file says
   */
  PageStream(ChannelBytes file, long position, long length) {
    this.file = file;
    this.position = position;
    this.left = length;
  }

  /** The first byte of a column: its dictionary stands in front of its values. */
  static long start(ColumnMetaData column) {
    long values = column.getData_page_offset();
    long dictionary = column.isSetDictionary_page_offset() ? column.getDictionary_page_offset() : 0;
    return dictionary > 0 && dictionary < values ? dictionary : values;
  }

  @Override
  public int read() throws IOException {
    if (next == ahead.length && !fill()) {
      return -1;
    }
    return ahead[next++] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (next == ahead.length && !fill()) {
      return -1;
    }
    int some = Math.min(length, ahead.length - next);
    System.arraycopy(ahead, next, target, offset, some);
    next += some;
    return some;
  }

  /**
   * The next bytes.
   *
   * @throws EOFException if there are fewer
   */
  byte[] take(int length) throws IOException {
    if (length > ahead.length - next + left) {
      throw new EOFException("a page is larger than its column");
    }
    byte[] bytes = new byte[length];
    int held = Math.min(length, ahead.length - next);
    System.arraycopy(ahead, next, bytes, 0, held);
    next += held;
    if (held < length) {
      file.read(position, bytes, held, length - held);
      position += length - held;
      left -= length - held;
    }
    return bytes;
  }

  private boolean fill() throws IOException {
    if (left <= 0) {
      return false;
    }
    int some = (int) Math.min(left, MOST_AHEAD);
    ahead = ahead.length == some ? ahead : new byte[some];
    file.read(position, ahead, 0, some);
    next = 0;
    position += some;
    left -= some;
    return true;
  }
}
