package io.github.mailmodosource.rows;

import io.github.mailmodosource.deadletter.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes the fields out of a CSV row, by the names in its file's header line, which are compared as
 * {@link FieldMapping#columnName} says. Dots reach into JSON in a cell.
 */
final class CsvFields {
  private final FieldMapping mapping;
  private final JsonFields json;
  private final boolean keepExtras;
  private byte @Nullable [] lastHeader;
  private Columns columns;

  CsvFields(FieldMapping mapping, JsonFields json, boolean keepExtras) {
    this.mapping = mapping;
    this.json = json;
    this.keepExtras = keepExtras;
    columns = columnsOf(null);
  }

  void read(SourceRow row, FieldValues values) throws BadRowException {
    Columns here = columnsUnder(row.header());
    if (here.fault != null) {
      throw new BadRowException(Reason.BAD_CSV, here.fault);
    }
    String text = row.text();
    if (text == null) {
      throw new BadRowException(Reason.BAD_CSV, JsonFields.notUtf8(row));
    }
    List<String> cells = here.layout.cells(text);
    if (cells.size() != here.columns.size()) {
      throw new BadRowException(Reason.BAD_CSV, here.layout.describeCount(text, cells.size()));
    }
    for (int i = 0; i < cells.size(); i++) {
      String value = cells.get(i);
      if (!value.isEmpty() && !mapping.isNullWord(value)) {
        take(here.columns.get(i), value, values);
      }
    }
  }

  private void take(Column column, String value, FieldValues values) {
    if (column.isRead()) {
      values.set(column.targets, value);
      json.readText(value, column.inside, values);
      return;
    }
    values.addUnknown();
    if (keepExtras && column.first) {
      values.addExtra(column.name, JsonFields.quoted(value));
    }
  }

  /** Why no row can be read under this header; null if rows can. */
  @Nullable String fault(byte @Nullable [] header) {
    return columnsUnder(header).fault;
  }

  private Columns columnsUnder(byte @Nullable [] header) {
    if (!Arrays.equals(header, lastHeader)) {
      columns = columnsOf(header);
      lastHeader = header;
    }
    return columns;
  }

  private Columns columnsOf(byte @Nullable [] header) {
    CsvLayout layout = CsvLayout.of(header);
    if (layout.fault() != null) {
      return new Columns(layout, List.of(), layout.fault());
    }
    Map<String, String> paths = pathsUnder(layout.names());
    Map<String, Column> byColumnName = new HashMap<>();
    Set<String> seen = new HashSet<>();
    List<Column> found = new ArrayList<>();
    for (String name : layout.names()) {
      String path = paths.getOrDefault(name, name);
      Column column = new Column(name, seen.add(name), mapping.targetsOf(path), json.inside(path));
      found.add(column);
      Column other = byColumnName.putIfAbsent(FieldMapping.columnName(name), column);
      if (other != null && (column.isRead() || other.isRead())) {
        return new Columns(layout, List.of(), twice(other.name, name));
      }
    }
    return new Columns(layout, found, null);
  }

  private static String twice(String one, String other) {
    return one.equals(other)
        ? "the header line has the column '" + one + "' twice; which one is meant?"
        : "the header line has the columns '"
            + one
            + "' and '"
            + other
            + "', which are the same name; which one is meant?";
  }

  /** Columns to the names of the mapping that they are found under, where these differ. */
  private Map<String, String> pathsUnder(List<String> columnNames) {
    Set<String> exact = new HashSet<>(columnNames);
    Map<String, String> byColumnName = new HashMap<>();
    for (String path : mapping.columnsLookedFor()) {
      if (!exact.contains(path)) {
        byColumnName.putIfAbsent(FieldMapping.columnName(path), path);
      }
    }
    Set<String> lookedFor = new HashSet<>(mapping.columnsLookedFor());
    Map<String, String> paths = new HashMap<>();
    for (String name : columnNames) {
      String path = byColumnName.get(FieldMapping.columnName(name));
      if (path != null && !lookedFor.contains(name)) {
        paths.put(name, path);
      }
    }
    return paths;
  }

  /**
   * A column.
   *
   * @param first whether it is the first of its name
   * @param inside what is looked for in JSON in its cells; null if nothing is
   */
  private record Column(
      String name,
      boolean first,
      List<FieldMapping.Target> targets,
      JsonFields.@Nullable Name inside) {
    boolean isRead() {
      return !targets.isEmpty() || inside != null;
    }

    /** Without its name: a file without a header has somebody's values there. */
    @Override
    public String toString() {
      return "Column[" + targets + "]";
    }
  }

  private record Columns(CsvLayout layout, List<Column> columns, @Nullable String fault) {
    @Override
    public String toString() {
      return "Columns" + columns;
    }
  }
}
