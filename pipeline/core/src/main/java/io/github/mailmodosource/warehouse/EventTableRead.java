package io.github.mailmodosource.warehouse;

import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.jdbc.ColumnKind;
import java.io.Serializable;
import java.util.List;

/**
 * How one of the seven tables is read.
 *
 * @param sql selects the id and then {@code columns}
 * @param columns those of the table that are looked at, as {@link EventColumns} spells them
 * @param kinds their types, in the same order
 * @param timeColumn the place among {@code columns} of the one that tells when the activity was; -1
 *     if none does
 * @param rows how many there were when the job began
 */
public record EventTableRead(
    EventType type,
    String sql,
    List<String> columns,
    List<ColumnKind> kinds,
    int timeColumn,
    long rows)
    implements Serializable {
  public EventTableRead {
    columns = List.copyOf(columns);
    kinds = List.copyOf(kinds);
  }

  /** The name that Segment gives the table: {@code email_marked_as_spam}. */
  public String tableName() {
    return EventColumns.table(type);
  }

  /** Place of a column; -1 if the table does not have it. */
  public int placeOf(String column) {
    return columns.indexOf(column);
  }
}
