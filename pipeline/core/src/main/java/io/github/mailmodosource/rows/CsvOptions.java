package io.github.mailmodosource.rows;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a user says about CSV files that their headers do not.
 *
 * @param delimiter null to tell it from each header
 * @param backslash whether quotes and delimiters are escaped by a backslash
 */
public record CsvOptions(@Nullable Character delimiter, boolean backslash) implements Serializable {
  /** Every file speaks for itself. */
  public static final CsvOptions NONE = new CsvOptions(null, false);

  /**
   * Reads the values of {@code --csvDelimiter} and {@code --csvEscape}.
   *
   * @throws IllegalArgumentException with one clear line that names the option
   */
  public static CsvOptions of(@Nullable String delimiter, @Nullable String escape) {
    return new CsvOptions(delimiter == null ? null : delimiter(delimiter), backslash(escape));
  }

  private static char delimiter(String value) {
    boolean tab = value.equals("\\t") || value.toLowerCase(Locale.ROOT).equals("tab");
    char delimiter = tab ? '\t' : value.length() == 1 ? value.charAt(0) : '\0';
    if (delimiter == '\0' || delimiter > 127 || "\"\\\r\n".indexOf(delimiter) >= 0) {
      throw new IllegalArgumentException(
          "--csvDelimiter='"
              + value
              + "' is not a delimiter; use one ASCII character such as ; or |, or tab");
    }
    return delimiter;
  }

  private static boolean backslash(@Nullable String value) {
    if (value == null || value.equalsIgnoreCase("none")) {
      return false;
    }
    if (value.equalsIgnoreCase("backslash")) {
      return true;
    }
    throw new IllegalArgumentException(
        "--csvEscape=" + value + " is unknown; use backslash, or leave it out (RFC 4180)");
  }

  /** Whether a file's first line says only what its delimiter is, as Excel writes it. */
  public static boolean isSeparatorLine(byte[] line) {
    return line.length == CsvLayout.SEPARATOR_LINE.length() + 1
        && line[line.length - 1] > 0
        && new String(line, StandardCharsets.US_ASCII).startsWith(CsvLayout.SEPARATOR_LINE);
  }

  /** What is said of files that begin with this line. */
  public CsvOptions withSeparatorLine(byte[] line) {
    return delimiter != null ? this : new CsvOptions((char) line[line.length - 1], backslash);
  }

  /**
   * The header of a file as it travels with its rows: in UTF-8, and with all that {@link CsvLayout}
   * must know.
   *
   * @param line the file's header line
   */
  public byte[] header(byte[] line) {
    byte[] text = utf8(line);
    CsvLayout told = CsvLayout.of(text);
    // A file that does not have the delimiter at all is another one's: of two inputs, each may
    // have its own.
    boolean given =
        delimiter != null
            && delimiter != told.delimiter()
            && new String(text, StandardCharsets.UTF_8).indexOf(delimiter) >= 0;
    if (!given && !backslash) {
      return text;
    }
    char written = given && delimiter != null ? delimiter : told.delimiter();
    String front = CsvLayout.SEPARATOR_LINE + written + (backslash ? "\\" : "") + "\n";
    return ByteBuffer.allocate(front.length() + text.length)
        .put(front.getBytes(StandardCharsets.US_ASCII))
        .put(text)
        .array();
  }

  /** Names in another encoding are nearly always of this one; told apart they must stay. */
  private static byte[] utf8(byte[] line) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line));
      return line;
    } catch (CharacterCodingException e) {
      return new String(line, Charset.forName("windows-1252")).getBytes(StandardCharsets.UTF_8);
    }
  }
}
