package io.github.mailmodosource.rows;

import java.util.Locale;

/** How the text of a file is cut into rows, and a row into fields. */
public enum RowFormat {
  /** One JSON object a line. */
  JSON_LINES,
  /** RFC 4180 with a header line, UTF-8 with or without a byte order mark. */
  CSV,
  /**
   * Rows of a database, in blocks only: a line each of key, tab, what could not be read (empty if
   * all could), tab, and the JSON object that the row becomes.
   */
  TABLE,
  /** A row of a database that could not be read whole: a JSON object of what could. */
  UNREADABLE;

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
