package io.github.mailmodosource.rows;

import java.util.List;
import java.util.Locale;

/** How the text of a file is cut into rows, and a row into fields. */
public enum RowFormat {
  /** One JSON object a line. */
  JSON_LINES(0),
  /** RFC 4180 with a header line, UTF-8 with or without a byte order mark. */
  CSV(1),
  /** Rows of a database, in blocks only: {@link RecordLines}. */
  TABLE(2),
  /** A row of a database that could not be read whole: a JSON object of what could. */
  UNREADABLE(3);

  private static final List<RowFormat> FORMATS = List.of(values());

  private final int code;

  RowFormat(int code) {
    this.code = code;
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
   * Tells the format from a file's name, looking through a compression's ending.
   *
   * @throws IllegalArgumentException with one clear line if the ending says nothing
   */
  public static RowFormat ofFile(String name) {
    String stem = name.toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|bz2|zst)$", "");
    if (stem.endsWith(".jsonl") || stem.endsWith(".ndjson") || stem.endsWith(".json")) {
      return JSON_LINES;
    }
    if (stem.endsWith(".csv")) {
      return CSV;
    }
    if (stem.endsWith(".parquet") || stem.endsWith(".avro")) {
      throw new IllegalArgumentException(
          name
              + ": Parquet and Avro files cannot be read yet; export JSON lines (.jsonl) or CSV"
              + " (.csv), or query Parquet files through DuckDB (see the README)");
    }
    throw new IllegalArgumentException(
        name
            + ": the format cannot be told from the file's ending;"
            + " rename the file to .jsonl, .ndjson, .json or .csv, or set the format option");
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
      default ->
          throw new IllegalArgumentException(
              "'" + value + "' is not a known format; use jsonl or csv");
    };
  }
}
