package io.github.mailmodosource.rows;

import java.io.Serializable;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Under which names the columns of a database, or of a file that names its columns, travel. They
 * spell the same column {@code email} or {@code EMAIL}; a field is found under its name as {@link
 * FieldMapping#columnName} compares names.
 */
public final class ColumnNames implements Serializable {
  /** For rows that nobody reads by the names of columns. */
  public static final ColumnNames AS_THEY_ARE = new ColumnNames();

  private final Map<String, String> known = new TreeMap<>();

  private ColumnNames() {}

  /** The names that a mapping looks for, of columns and of what is inside of JSON columns. */
  public static ColumnNames of(FieldMapping mapping) {
    ColumnNames names = new ColumnNames();
    for (String field : mapping.fields()) {
      for (String path : mapping.namesOf(field)) {
        names.add(path);
        names.add(path.replaceFirst("\\..*", ""));
      }
    }
    return names;
  }

  /** Whether a field may be in a column of this name. */
  public boolean isRead(String label) {
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
  public String keyOf(String label) {
    String name = known.get(FieldMapping.columnName(label));
    if (name != null) {
      return name;
    }
    return label.equals(label.toUpperCase(Locale.ROOT)) ? label.toLowerCase(Locale.ROOT) : label;
  }
}
