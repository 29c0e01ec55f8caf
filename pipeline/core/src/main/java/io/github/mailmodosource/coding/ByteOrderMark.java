package io.github.mailmodosource.coding;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The mark that editors and spreadsheets put in front of a text. */
public final class ByteOrderMark {
  /** How many bytes that of UTF-8 has. */
  public static final int UTF8_BYTES = 3;

  /** The mark as it stands in a text that has been decoded. */
  public static final char CHARACTER = '\uFEFF';

  private ByteOrderMark() {}

  /** Whether that of UTF-8 stands at {@code from}, and before {@code end}. */
  public static boolean isUtf8(byte[] bytes, int from, int end) {
    return end - from >= UTF8_BYTES
        && bytes[from] == (byte) 0xEF
        && bytes[from + 1] == (byte) 0xBB
        && bytes[from + 2] == (byte) 0xBF;
  }

  /**
   * How the text is encoded: UTF-16, either end first, if the mark at its beginning says so, else
   * UTF-8. The mark is still in the text that these decode.
   */
  public static Charset charset(byte[] bytes, int length) {
    int mark = length < 2 ? 0 : ((bytes[0] & 0xFF) << Byte.SIZE) | (bytes[1] & 0xFF);
    return switch (mark) {
      case 0xFEFF -> StandardCharsets.UTF_16BE;
      case 0xFFFE -> StandardCharsets.UTF_16LE;
      default -> StandardCharsets.UTF_8;
    };
  }
}
