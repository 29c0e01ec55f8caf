package io.github.mailmodosource.table;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.github.mailmodosource.jdbc.SqlFailure;
import io.github.mailmodosource.rows.RecordLines;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.RowFormat;
import io.github.mailmodosource.rows.SourceRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a result as a block of JSON, one line a row, each with its key in front. Not thread-safe:
 * one for each result, used again for each of its blocks.
 */
final class TableBlock {
  /** As the blocks of files are: larger ones are a burden to the collector of a small heap. */
  static final int BLOCK_BYTES = 256 << 10;

  private static final int MOST_KEY_CHARS = 200;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();

  private final List<Column> columns;
  private final Column key;
  private final String source;
  private final int blockBytes;
  private ByteArrayOutputStream block;

  /**
   * @param key the column that tells rows apart for a person
   * @param source what the rows' sources begin with
   * @param blockBytes about how large a block becomes
   */
  TableBlock(List<Column> columns, Column key, String source, int blockBytes) {
    this.columns = columns;
    this.key = key;
    this.source = source;
    this.blockBytes = blockBytes;
    block = empty();
  }

  boolean isEmpty() {
    return block.size() == 0;
  }

  boolean isFull() {
    return block.size() >= blockBytes;
  }

  /** The rows that were added, and an empty block again. */
  RowBlock take() {
    byte[] rows = block.toByteArray();
    block = empty();
    return new RowBlock(source, SourceRow.UNKNOWN_POSITION, 0, RowFormat.TABLE, null, 0, rows);
  }

  private ByteArrayOutputStream empty() {
    return new ByteArrayOutputStream(blockBytes + (blockBytes >> 3));
  }

  /**
   * Adds a row.
   *
   * @param row the driver's own rows, at this one
   * @throws SQLException if the connection is lost; a value that cannot be read is told in the row
   */
  void add(ResultSet row) throws SQLException {
    append(row, block);
  }

  /** A row as it stands in a block, of which it does not become a part. */
  byte[] line(ResultSet row) throws SQLException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    append(row, line);
    return line.toByteArray();
  }

  /** Adds what {@link #line} gave. */
  void add(byte[] line) {
    block.writeBytes(line);
  }

  private void append(ResultSet row, ByteArrayOutputStream out) throws SQLException {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    String problem = writeJson(row, json);
    RecordLines.append(key.key() + "=" + keyValue(row), problem, json.toByteArray(), out);
  }

  /** Returns what could not be read; empty if all could. */
  private String writeJson(ResultSet row, ByteArrayOutputStream out) throws SQLException {
    String problem = "";
    try (JsonGenerator json = JSON.createGenerator(out, JsonEncoding.UTF8)) {
      json.writeStartObject();
      for (Column column : columns) {
        try {
          column.write(row, json);
        } catch (SQLException e) {
          if (SqlFailure.isConnectionLost(e)) {
            throw e;
          }
          problem = plain("column " + column.label() + ": " + SqlFailure.firstLine(e));
        }
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is written but to memory", e);
    }
    return problem;
  }

  private String keyValue(ResultSet row) throws SQLException {
    try {
      @Nullable String value = row.getString(key.index());
      return value == null ? "null" : plain(value);
    } catch (SQLException e) {
      if (SqlFailure.isConnectionLost(e)) {
        throw e;
      }
      return "?";
    }
  }

  /** One short line without tabs, as the block's lines need it. */
  private static String plain(String text) {
    String line = CONTROL.matcher(text).replaceAll(" ");
    return line.length() > MOST_KEY_CHARS ? line.substring(0, MOST_KEY_CHARS) : line;
  }
}
