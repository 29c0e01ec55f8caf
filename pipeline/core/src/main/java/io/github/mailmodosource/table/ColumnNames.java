package io.github.mailmodosource.table;

import io.github.mailmodosource.rows.FieldMapping;
import java.io.Serializable;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Under which names the columns of a database travel. Databases spell the same column {@code email}
 * or {@code EMAIL}; a field is found under its name as {@link FieldMapping#columnName} compares
 * names.
 */
public final class ColumnNames implements Serializable {
  private final Map<String, String> known = new TreeMap<>();

  /** The names of columns that must hold a time, in small letters. */
  private final TreeSet<String> times = new TreeSet<>();

  private ColumnNames() {}

  /**
   * The names that a mapping looks for, of columns and of what is inside of JSON columns.
   *
   * @param timeField the field whose columns must hold a time; null if that matters for none
   */
  static ColumnNames of(FieldMapping mapping, @Nullable String timeField) {
    ColumnNames names = new ColumnNames();
    if (timeField != null) {
      mapping.namesOf(timeField).forEach(name -> names.times.add(FieldMapping.columnName(name)));
    }
    for (String field : mapping.fields()) {
      for (String path : mapping.namesOf(field)) {
        names.add(path);
        names.add(path.replaceFirst("\\..*", ""));
      }
    }
    return names;
  }

  boolean isTime(String label) {
    return times.contains(FieldMapping.columnName(label));
  }

  /** Whether a field may be in a column of this name. */
  boolean isRead(String label) {
    return known.containsKey(FieldMapping.columnName(label));
  }

  private void add(String name) {
    String lower = FieldMapping.columnName(name);
    // Where two names differ by case alone, a column in small letters is the likelier one.
    if (!name.equals(lower)) {
      known.putIfAbsent(lower, name);
    } else {
      known.put(lower, name);
    }
  }

  /**
   * The mapping's spelling of a name that it knows; any other as it is, but not all in capitals.
   */
  String keyOf(String label) {
    String name = known.get(FieldMapping.columnName(label));
    if (name != null) {
      return name;
    }
    return label.equals(label.toUpperCase(Locale.ROOT)) ? label.toLowerCase(Locale.ROOT) : label;
  }
}
