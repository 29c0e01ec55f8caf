package io.github.mailmodosource.files;

import io.github.mailmodosource.coding.ByteOrderMark;
import io.github.mailmodosource.rows.ColumnNames;
import io.github.mailmodosource.rows.CsvOptions;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.JsonShape;
import io.github.mailmodosource.rows.RowFormat;
import io.github.mailmodosource.rows.SourceRow;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.io.Compression;
import org.jspecify.annotations.Nullable;

/**
 * An opened file, and what it is: text, or records that {@link RecordFile} reads. Compression is
 * what its first bytes say, whatever its ending says; text is UTF-8, or UTF-16 with a byte order
 * mark; the format is the option's, else the ending's, else the content's: JSON by its first
 * bracket, CSV by a header that has our columns.
 */
final class TextFile implements Closeable {
  /** Enough for a first line, as a rule; more is looked at where it is not. */
  private static final int[] HEAD_BYTES = {4 << 10, 64 << 10, 1 << 20};

  private static final int MOST_PACKINGS = 3;

  private final HeadStream text;
  private final boolean plain;
  private final RowFormat format;

  private TextFile(HeadStream text, boolean plain, RowFormat format) {
    this.text = text;
    this.plain = plain;
    this.format = format;
  }

  /**
   * How files of an option are read.
   *
   * @param format what the option says; null to tell it from each file
   * @param columns what CSV columns may be called; null if a CSV file has to say so by its ending
   * @param csv what is known of CSV files besides
   * @param letters whether a row is a dead letter: it has a row of a file in it, and more; and an
   *     array that is never closed is read as far as it goes
   */
  record Settings(
      @Nullable RowFormat format, @Nullable FieldMapping columns, CsvOptions csv, boolean letters)
      implements Serializable {
    /** A byte of a row takes up to six in a letter, and its event stands beside it. */
    private static final int MOST_LETTER_BYTES = 16 * SourceRow.MAX_BYTES;

    /** For rows of activity and of contacts. */
    Settings(@Nullable RowFormat format, @Nullable FieldMapping columns, CsvOptions csv) {
      this(format, columns, csv, false);
    }

    /** Of a larger row only the beginning is held. */
    int mostRowBytes() {
      return letters ? MOST_LETTER_BYTES : SourceRow.MAX_BYTES;
    }

    /** What the option or the name says; null if neither does. */
    @Nullable RowFormat told(String name) {
      return format != null ? format : RowFormat.ofEnding(name);
    }

    /** The names that rows are read by. */
    ColumnNames names() {
      return columns == null ? ColumnNames.AS_THEY_ARE : ColumnNames.of(columns);
    }
  }

  /**
   * Opens a file.
   *
   * @param name for its ending and for messages
   * @throws RefusedFileException if it is nothing that can be read
   */
  static TextFile open(InputStream raw, String name, Settings settings) throws IOException {
    HeadStream stream = new HeadStream(raw);
    boolean plain = true;
    for (int packings = 0; ; packings++) {
      int length = stream.peek(Magic.BYTES);
      Magic magic = Magic.of(stream.head(), length);
      if (magic == null) {
        Magic cut = plain ? Magic.cut(name, settings.told(name), stream.head(), length) : null;
        if (cut != null) {
          throw new EOFException(
              length == 0
                  ? "it has 0 bytes, and " + cut.noun() + " has more even if it holds nothing"
                  : "it ends too early");
        }
        break;
      }
      RowFormat records = magic.records();
      if (records != null) {
        RowFormat option = settings.format();
        if (option != null && option != records) {
          throw new RefusedFileException(
              name + " is " + magic.noun() + ", not what the format option says; leave that out");
        }
        return new TextFile(stream, plain, records);
      }
      Compression compression = magic.compression();
      if (compression == null || packings == MOST_PACKINGS) {
        throw new RefusedFileException(name + " " + magic.refusal());
      }
      plain = false;
      stream = unpacked(compression, stream);
    }
    int length = stream.peek(4);
    byte[] head = stream.head();
    Charset charset = ByteOrderMark.charset(head, length);
    if (!charset.equals(StandardCharsets.UTF_8)) {
      boolean big = charset.equals(StandardCharsets.UTF_16BE);
      if (!big && length == 4 && head[2] == 0 && head[3] == 0) {
        throw new RefusedFileException(name + " looks like UTF-32; save it as UTF-8");
      }
      plain = false;
      stream.skipNBytes(2);
      stream = new HeadStream(new Utf16Stream(stream, big));
    }
    return new TextFile(stream, plain, format(stream, name, settings));
  }

  private static HeadStream unpacked(Compression compression, HeadStream packed)
      throws IOException {
    return new HeadStream(
        Channels.newInputStream(compression.readDecompressed(Channels.newChannel(packed))));
  }

  private static RowFormat format(HeadStream text, String name, Settings settings)
      throws IOException {
    RowFormat told = settings.told(name);
    if (told != null && told.isOfRecords()) {
      throw new RefusedFileException(
          name
              + " is not "
              + Magic.of(told).noun()
              + ", by its first bytes; rename it, or set the format option");
    }
    RowFormat format = told != null ? told : byContent(text, name, settings.columns());
    if (format != RowFormat.JSON_LINES) {
      return format;
    }
    for (int bytes : HEAD_BYTES) {
      int length = text.peek(bytes);
      boolean last = bytes == HEAD_BYTES[HEAD_BYTES.length - 1];
      RowFormat shape = JsonShape.of(text.head(), length, text.endsBehindHead(), last);
      if (shape != null) {
        return shape;
      }
    }
    return format;
  }

  private static RowFormat byContent(HeadStream text, String name, @Nullable FieldMapping columns)
      throws IOException {
    int length = text.peek(HEAD_BYTES[0]);
    Head head = new Head(text.head(), length);
    if (head.isBlank() || head.beginsAsJson()) {
      return RowFormat.JSON_LINES;
    }
    if (columns != null && head.hasHeaderOf(columns)) {
      return RowFormat.CSV;
    }
    String fault = head.whyNoText();
    if (fault != null) {
      throw new RefusedFileException(name + " " + fault);
    }
    throw new RefusedFileException(
        name
            + ": neither its ending nor its content tells its format; rename the file to .jsonl,"
            + " .ndjson, .json or .csv, or set the format option");
  }

  /**
   * Refuses a file of text that has no line of it.
   *
   * @throws RefusedFileException with what it seems to be
   */
  void checkIsText(String name) throws IOException {
    if (format.isOfRecords()) {
      return;
    }
    for (int bytes : HEAD_BYTES) {
      int length = text.peek(bytes);
      Head head = new Head(text.head(), length);
      if (head.isBlank() || head.hasLineOfText()) {
        return;
      }
      if (text.endsBehindHead() || bytes == HEAD_BYTES[HEAD_BYTES.length - 1]) {
        throw new RefusedFileException(name + " " + head.whyNoText());
      }
    }
  }

  /** Whether its bytes on disk are its text, so that it could be entered in its middle. */
  boolean isPlain() {
    return plain;
  }

  RowFormat format() {
    return format;
  }

  ReadableByteChannel channel() {
    return Channels.newChannel(text);
  }

  /** Its bytes, unpacked. */
  InputStream stream() {
    return text;
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
