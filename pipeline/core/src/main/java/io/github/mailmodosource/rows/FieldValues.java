package io.github.mailmodosource.rows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one row as text: a number or a boolean is its JSON text, null and the empty string
 * mean absent. A reader uses one instance for all its rows.
 */
public final class FieldValues {
  /** The longest of the words that are nobody, with some white space. */
  private static final int MOST_NOBODY_CHARS = 20;

  private final @Nullable String[] constants;
  private final @Nullable String[] values;
  private final boolean[] identities;
  private final int[] ranks;
  private final Map<String, String> extras = new LinkedHashMap<>();
  private int unknown;

  FieldValues(FieldMapping mapping) {
    List<String> fields = mapping.fields();
    constants = new String[fields.size()];
    values = new String[fields.size()];
    identities = new boolean[fields.size()];
    mapping.identities().forEach(field -> identities[fields.indexOf(field)] = true);
    ranks = new int[fields.size()];
    mapping
        .constants()
        .forEach(
            (field, constant) ->
                constants[fields.indexOf(field)] = constant.isEmpty() ? null : constant);
  }

  void clear() {
    System.arraycopy(constants, 0, values, 0, values.length);
    extras.clear();
    unknown = 0;
  }

  /** Keeps the value whose name comes first in the mapping, whatever the order in the row. */
  void set(List<FieldMapping.Target> targets, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      return;
    }
    String text = WellFormed.text(value);
    for (int i = 0; i < targets.size(); i++) {
      int field = targets.get(i).field();
      int rank = targets.get(i).rank();
      if ((values[field] == null || rank <= ranks[field])
          && !(identities[field] && isNobody(text))) {
        values[field] = text;
        ranks[field] = rank;
      }
    }
  }

  /** What scripts write for the id of somebody who has none. */
  private static boolean isNobody(String text) {
    // Of nearly every id and address the first character tells that it is none of them.
    char first = text.charAt(0);
    if (text.length() > MOST_NOBODY_CHARS || (first > ' ' && "nNuU".indexOf(first) < 0)) {
      return false;
    }
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "null", "none", "undefined", "nan" -> true;
      default -> false;
    };
  }

  void addUnknown() {
    unknown++;
  }

  void addExtra(String name, String json) {
    extras.put(name, WellFormed.text(json));
  }

  /** The value of the field with this index in {@link FieldMapping#fields()}. */
  public @Nullable String get(int field) {
    return values[field];
  }

  /** How many fields the row has that no one asked for. */
  public int unknown() {
    return unknown;
  }

  /** Those fields, by their own names, as JSON; empty unless the reader was told to keep them. */
  public Map<String, String> extras() {
    return extras;
  }
}
