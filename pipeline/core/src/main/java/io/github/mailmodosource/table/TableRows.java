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
 * Writes the rows of a result as blocks of JSON, one line a row, each with its key in front. Not
 * thread-safe: one for each result.
 */
final class TableRows {
  /** As the blocks of files are: larger ones are a burden to the collector of a small heap. */
  private static final int BLOCK_BYTES = 256 << 10;

  private static final int MOST_KEY_CHARS = 200;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();

  private final ResultSet rows;
  private final List<Column> columns;
  private final Column key;
  private final String source;

  /**
   * @param key the column that tells rows apart for a person
   * @param source what the rows' sources begin with
   */
  TableRows(ResultSet rows, List<Column> columns, Column key, String source) {
    this.rows = rows;
    this.columns = columns;
    this.key = key;
    this.source = source;
  }

  /** Takes the current row and those behind it, until the block is full or there are no more. */
  RowBlock readBlock() throws SQLException {
    ByteArrayOutputStream block = new ByteArrayOutputStream(BLOCK_BYTES + (BLOCK_BYTES >> 3));
    do {
      writeRow(block);
    } while (block.size() < BLOCK_BYTES && rows.next());
    return new RowBlock(
        source, SourceRow.UNKNOWN_POSITION, 0, RowFormat.TABLE, null, 0, block.toByteArray());
  }

  private void writeRow(ByteArrayOutputStream block) throws SQLException {
    ResultSet row = rows.unwrap(ResultSet.class);
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    String problem = writeJson(row, json);
    RecordLines.append(key.key() + "=" + keyValue(row), problem, json.toByteArray(), block);
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
