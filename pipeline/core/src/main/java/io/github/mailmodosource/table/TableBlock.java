package io.github.mailmodosource.table;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.mailmodosource.jdbc.SqlFailure;
import io.github.mailmodosource.rows.RecordBlock;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.SourceRow;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a result as a block of JSON. Not thread-safe: one for each result, used again for each of
 * its blocks.
 */
final class TableBlock {
  private final List<Column> columns;
  private final Column key;
  private final RecordBlock block;

  /**
   * @param key the column that tells rows apart for a person
   * @param source what the rows' sources begin with
   * @param blockBytes about how large a block becomes
   */
  TableBlock(List<Column> columns, Column key, String source, int blockBytes) {
    this.columns = columns;
    this.key = key;
    block = new RecordBlock(source, blockBytes);
  }

  boolean isEmpty() {
    return block.isEmpty();
  }

  boolean isFull() {
    return block.isFull();
  }

  /** The rows that were added, and an empty block again. */
  RowBlock take() {
    return block.take(SourceRow.UNKNOWN_POSITION);
  }

  /**
   * Adds a row.
   *
   * @param row the driver's own rows, at this one
   * @throws SQLException if the connection is lost; a value that cannot be read is told in the row
   */
  void add(ResultSet row) throws SQLException {
    block.<SQLException>add(keyOf(row), json -> write(row, json));
  }

  /** A row as it stands in a block, of which it does not become a part. */
  byte[] line(ResultSet row) throws SQLException {
    return block.<SQLException>line(keyOf(row), json -> write(row, json));
  }

  /** Adds what {@link #line} gave. */
  void add(byte[] line) {
    block.add(line);
  }

  /** Returns what could not be read; empty if all could. */
  private String write(ResultSet row, JsonGenerator json) throws SQLException, IOException {
    String problem = "";
    for (Column column : columns) {
      try {
        column.write(row, json);
      } catch (SQLException e) {
        if (SqlFailure.isConnectionLost(e)) {
          throw e;
        }
        problem = "column " + column.label() + ": " + SqlFailure.firstLine(e);
      }
    }
    return problem;
  }

  private String keyOf(ResultSet row) throws SQLException {
    return key.key() + "=" + keyValue(row);
  }

  private String keyValue(ResultSet row) throws SQLException {
    try {
      @Nullable String value = row.getString(key.index());
      return value == null ? "null" : value;
    } catch (SQLException e) {
      if (SqlFailure.isConnectionLost(e)) {
        throw e;
      }
      return "?";
    }
  }
}
