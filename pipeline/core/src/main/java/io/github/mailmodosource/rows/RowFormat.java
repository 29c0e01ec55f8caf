package io.github.mailmodosource.rows;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a file is cut into rows, and a row into fields. */
public enum RowFormat {
  /** One JSON object a line; a line may also hold an array of objects, or several. */
  JSON_LINES(0),
  /** RFC 4180 with a header line, UTF-8 with or without a byte order mark. */
  CSV(1),
  /** Rows of a database, in blocks only: {@link RecordLines}. */
  TABLE(2),
  /** A row of a database that could not be read whole: a JSON object of what could. */
  UNREADABLE(3),
  /** JSON objects over several lines, or all in one, in blocks only: {@link JsonValues}. */
  JSON_VALUES(4),
  /** A whole file that cannot be read, or not to its end: one row without bytes. */
  UNREADABLE_FILE(5),
  /** A Parquet file, of files only: its rows travel in blocks of {@link #TABLE}. */
  PARQUET(6),
  /** An Avro file, likewise. */
  AVRO(7);

  private static final List<RowFormat> FORMATS = List.of(values());

  private final int code;

  RowFormat(int code) {
    this.code = code;
  }

  /** Whether rows have typed fields where they are read, and become text of ours. */
  public boolean isOfRecords() {
    return this == PARQUET || this == AVRO;
  }

  /** As it stands in the bytes of coders. */
  public int code() {
    return code;
  }

  /**
   * The format with this code.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static RowFormat ofCode(int code) {
    for (RowFormat format : FORMATS) {
      if (format.code == code) {
        return format;
      }
    }
    throw new IllegalArgumentException(code + " is not the code of a format");
  }

  /**
   * Tells the format from a file's name, looking through a compression's ending; null if the ending
   * says nothing, so that the content has to.
   */
  public static @Nullable RowFormat ofEnding(String name) {
    String stem = name.toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|bz2|zst)$", "");
    if (stem.endsWith(".jsonl") || stem.endsWith(".ndjson") || stem.endsWith(".json")) {
      return JSON_LINES;
    }
    return stem.endsWith(".csv")
        ? CSV
        : stem.endsWith(".parquet") ? PARQUET : stem.endsWith(".avro") ? AVRO : null;
  }

  /**
   * Reads the value of a format option.
   *
   * @throws IllegalArgumentException with one clear line for an unknown name
   */
  public static RowFormat ofOption(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "jsonl", "ndjson", "json" -> JSON_LINES;
      case "csv" -> CSV;
      case "parquet" -> PARQUET;
      case "avro" -> AVRO;
      default ->
          throw new IllegalArgumentException(
              "'" + value + "' is not a known format; use jsonl, csv, parquet or avro");
    };
  }
}
