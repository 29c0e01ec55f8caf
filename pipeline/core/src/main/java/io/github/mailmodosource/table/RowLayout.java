package io.github.mailmodosource.table;

import io.github.mailmodosource.jdbc.Database;
import io.github.mailmodosource.rows.ColumnNames;
import io.github.mailmodosource.rows.RecordBlock;
import java.io.Serializable;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of a table or query are written.
 *
 * @param source what the sources of its rows begin with: the table's name, or {@code query}
 * @param keyColumn the column that tells rows apart for a person; null for the first
 */
record RowLayout(Database database, ColumnNames names, String source, @Nullable String keyColumn)
    implements Serializable {
  /** An empty block for rows of a result. */
  TableBlock block(ResultSetMetaData data) throws SQLException {
    return block(data, RecordBlock.BLOCK_BYTES);
  }

  /** The same, of another size. */
  TableBlock block(ResultSetMetaData data, int bytes) throws SQLException {
    List<Column> columns = Column.of(data, names, database.url().dialect());
    Column key =
        columns.stream()
            .filter(column -> keyColumn != null && column.isNamed(keyColumn))
            .findFirst()
            .orElse(columns.get(0));
    return new TableBlock(columns, key, source, bytes);
  }
}
