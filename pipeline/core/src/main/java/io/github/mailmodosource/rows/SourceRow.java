package io.github.mailmodosource.rows;

import io.github.mailmodosource.coding.MaskedText;
import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.deadletter.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One row as it was read, unchanged, without its line end, and where it came from.
 *
 * <p>The bytes are a view into the block that was read, not a copy: a row is carried along to the
 * end of the pipeline, because whatever fails there is reported with its original.
 */
public final class SourceRow {
  /** As a reader of the files would meet them; keys that have numbers in the order of these. */
  public static final Comparator<SourceRow> SOURCE_ORDER =
      (a, b) -> {
        int bySource =
            a.position == SourceRow.UNKNOWN_POSITION && b.position == SourceRow.UNKNOWN_POSITION
                ? NaturalOrder.INSTANCE.compare(a.source, b.source)
                : a.source.compareTo(b.source);
        return bySource != 0 ? bySource : Long.compare(a.position, b.position);
      };

  private static final Pattern UNREADABLE_COLUMN = Pattern.compile("^column (.+?): ");

  /** A longer row is no activity: only its beginning is kept. */
  public static final int MAX_BYTES = 8 << 20;

  /** How much of a row that is too large goes into its dead letter. */
  public static final int CUT_BYTES = 64 << 10;

  /** For a row whose source says already where it is. */
  public static final long UNKNOWN_POSITION = -1;

  private static final SourceRow NONE =
      new SourceRow("", UNKNOWN_POSITION, 0, RowFormat.JSON_LINES, null, new byte[0], 0, 0, 0);

  private final String source;
  private final long position;
  private final long line;
  private final RowFormat format;
  private final byte @Nullable [] header;
  private final byte[] buffer;
  private final int offset;
  private final int length;
  private final long wholeLength;

  /**
   * @param source the file, or the table and key
   * @param position the first byte of the row in the (decompressed) file, from 0; {@link
   *     #UNKNOWN_POSITION} if {@code source} says it all
   * @param line the line in the file, from 1; 0 if it is not known, as in the middle of a big file
   * @param header the header line of a CSV file, for CSV rows; what could not be read, for {@link
   *     RowFormat#UNREADABLE} rows and {@link RowFormat#UNREADABLE_FILE}; else null
   * @param wholeLength the row's length in the file; more than {@code length} if the row was too
   *     large to hold and only its beginning is here
   */
  public SourceRow(
      String source,
      long position,
      long line,
      RowFormat format,
      byte @Nullable [] header,
      byte[] buffer,
      int offset,
      int length,
      long wholeLength) {
    this.source = source;
    this.position = position;
    this.line = line;
    this.format = format;
    this.header = header;
    this.buffer = buffer;
    this.offset = offset;
    this.length = length;
    this.wholeLength = wholeLength;
  }

  /**
   * The row of a dead letter. It keeps the letter's source, so that what fails again names the same
   * place.
   *
   * @throws IllegalArgumentException with one clear line if its base64 is none
   */
  public static SourceRow of(DeadLetter letter) {
    byte[] bytes = letter.rowBytes();
    boolean part = isPart(letter, bytes);
    boolean unreadable = part && letter.reason() == Reason.UNREADABLE_COLUMN;
    String header = unreadable ? letter.message() : letter.header();
    RowFormat textFormat = header == null ? RowFormat.JSON_LINES : RowFormat.CSV;
    return new SourceRow(
        letter.source(),
        UNKNOWN_POSITION,
        0,
        unreadable ? RowFormat.UNREADABLE : textFormat,
        header == null ? null : header.getBytes(StandardCharsets.UTF_8),
        bytes,
        0,
        bytes.length,
        part && !unreadable ? bytes.length + 1L : bytes.length);
  }

  /**
   * Whether a letter has a part of its row only, and nobody has completed it: such a part must not
   * pass for a whole row.
   *
   * @throws IllegalArgumentException with one clear line if its base64 is none
   */
  public static boolean isPart(DeadLetter letter) {
    return isPart(letter, letter.rowBytes());
  }

  private static boolean isPart(DeadLetter letter, byte[] row) {
    return switch (letter.reason()) {
      case ROW_TOO_LARGE ->
          letter.partSha256() != null
              ? letter.rowIsThePartThatWasWritten()
              // Of a version that did not write what tells; a line end may have been cut off.
              : row.length <= CUT_BYTES && row.length >= CUT_BYTES - 2;
      case UNREADABLE_COLUMN ->
          letter.partSha256() != null
              ? letter.rowIsThePartThatWasWritten()
              : lacksColumn(letter.row(), letter.message());
      default -> false;
    };
  }

  /** Whether a row has no field of the column that a message such as {@code column a: …} names. */
  private static boolean lacksColumn(String row, String message) {
    Matcher column = UNREADABLE_COLUMN.matcher(message);
    return column.find()
        && !Pattern.compile(
                Pattern.quote('"' + column.group(1) + '"') + "\\s*:", Pattern.CASE_INSENSITIVE)
            .matcher(row)
            .find();
  }

  /** No row: for what does not come from one. */
  public static SourceRow none() {
    return NONE;
  }

  /** The same place without the row itself: all that is needed to tell which of two comes first. */
  public SourceRow placeOnly() {
    return new SourceRow(source, position, line, RowFormat.JSON_LINES, null, NONE.buffer, 0, 0, 0);
  }

  /** How many bytes of a row of that length are kept. */
  static int heldOf(int wholeLength) {
    return wholeLength > MAX_BYTES ? CUT_BYTES : wholeLength;
  }

  public String source() {
    return source;
  }

  public long position() {
    return position;
  }

  public long line() {
    return line;
  }

  public RowFormat format() {
    return format;
  }

  public byte @Nullable [] header() {
    return header;
  }

  public byte[] buffer() {
    return buffer;
  }

  public int offset() {
    return offset;
  }

  public int length() {
    return length;
  }

  public long wholeLength() {
    return wholeLength;
  }

  /** Whether only the beginning of the row is here. */
  public boolean isCut() {
    return wholeLength > length;
  }

  /** Where a person finds the row: {@code activity.jsonl line 17}, or {@code … byte 90210}. */
  public String where() {
    if (position == UNKNOWN_POSITION) {
      return source;
    }
    return line > 0 ? source + " line " + line : source + " byte " + position;
  }

  /** The row's text, or null if its bytes are no UTF-8. */
  public @Nullable String text() {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(buffer, offset, length))
          .toString();
    } catch (CharacterCodingException notText) {
      return null;
    }
  }

  /** A dead letter with this row as its original. */
  public DeadLetter deadLetter(Reason reason, String message) {
    return DeadLetter.ofRow(
        reason,
        message,
        where(),
        ByteBuffer.wrap(buffer, offset, length),
        format == RowFormat.CSV ? header : null);
  }

  /** What could not be read, and why; empty if all could. */
  String problem() {
    boolean unreadable = format == RowFormat.UNREADABLE || format == RowFormat.UNREADABLE_FILE;
    return unreadable && header != null ? new String(header, StandardCharsets.UTF_8) : "";
  }

  /** Runners log elements when they are told to: the row's place, not its text. */
  @Override
  public String toString() {
    return "SourceRow[" + MaskedText.of(where()) + ", " + length + " bytes]";
  }
}
