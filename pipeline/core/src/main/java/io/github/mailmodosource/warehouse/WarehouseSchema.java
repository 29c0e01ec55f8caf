package io.github.mailmodosource.warehouse;

import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.jdbc.Database;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The tables of one source in a warehouse, as they were when the job began.
 *
 * @param name the source's schema, as the user gave it
 * @param views whether {@code email_sent_view} and its like are read
 * @param tables those of the seven that are there
 */
public record WarehouseSchema(
    Database database, String name, boolean views, List<EventTableRead> tables)
    implements Serializable {
  public WarehouseSchema {
    tables = List.copyOf(tables);
  }

  /**
   * Looks up what is there.
   *
   * @param schema the source's schema
   * @param views whether to read {@code email_sent_view} and its like
   * @param allProperties whether columns of undocumented properties are compared too
   * @param since the beginning of the activity that is judged; null for all there is
   * @throws JobStoppedException with one clear line if the warehouse cannot be read
   */
  public static WarehouseSchema find(
      Database database,
      String schema,
      boolean views,
      boolean allProperties,
      @Nullable Instant since) {
    WarehouseTables tables =
        new WarehouseTables(database.url().dialect(), schema, views, allProperties);
    try (Connection connection = database.connect()) {
      return new WarehouseSchema(database, schema, views, tables.find(connection, since));
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  /**
   * When the first activity was of which the tables have a row, also before {@code since}.
   *
   * @return null if there is none, or if nobody can tell: what is asked for a remark alone must not
   *     end a run
   */
  public @Nullable Instant begin() {
    try (Connection connection = database.connect()) {
      return lookup().begin(connection);
    } catch (SQLException | DateTimeException | JobStoppedException unknown) {
      return null;
    }
  }

  /** Which schemas have one of the seven tables, or of their views; empty if nobody can tell. */
  public SortedSet<String> schemasWithTables() {
    try (Connection connection = database.connect()) {
      return lookup().schemasWithTables(connection);
    } catch (SQLException | JobStoppedException unknown) {
      return new TreeSet<>();
    }
  }

  private WarehouseTables lookup() {
    return new WarehouseTables(database.url().dialect(), name, views, false);
  }

  /** How many rows there are to read, to size a run by. */
  public long rows() {
    return tables.stream().mapToLong(EventTableRead::rows).sum();
  }

  /** Whether none of the seven is there: the schema may be misspelt. */
  public boolean isEmpty() {
    return tables.isEmpty();
  }
}
