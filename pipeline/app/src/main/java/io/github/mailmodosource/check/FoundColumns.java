package io.github.mailmodosource.check;

import io.github.mailmodosource.commandline.NearestName;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.FirstRows;
import io.github.mailmodosource.rows.FoundNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Which names of the rows a field is read from, and which are not known. */
final class FoundColumns {
  private static final int MOST_NAMES = 20;

  private final List<String> known = new ArrayList<>();
  private final List<String> unknown = new ArrayList<>();
  private final Set<String> looked = new LinkedHashSet<>();

  private FoundColumns() {}

  static FoundColumns of(Collection<FirstRows> rows, FieldMapping mapping) {
    FoundColumns found = new FoundColumns();
    for (String field : mapping.fields()) {
      found.looked.addAll(mapping.namesOf(field));
    }
    Set<String> names = new LinkedHashSet<>();
    found.looked.forEach(name -> names.add(FieldMapping.columnName(name)));
    for (String name : FoundNames.of(rows)) {
      String column = FieldMapping.columnName(name);
      boolean read =
          names.contains(column)
              // Something inside of the column is.
              || names.stream().anyMatch(known -> known.startsWith(column + "."));
      (read ? found.known : found.unknown).add(name);
    }
    return found;
  }

  /** As a sentence without its end. */
  String words() {
    return "read: "
        + list(known, false)
        + (unknown.isEmpty() ? "" : "; dropped: " + list(unknown, true));
  }

  /** Whether a name may be a field's that is misspelt. */
  boolean isDoubtful() {
    return unknown.stream().anyMatch(name -> !nearest(name).isEmpty());
  }

  private String list(List<String> names, boolean withNearest) {
    if (names.isEmpty()) {
      return "none";
    }
    // Fields are few; a row may have anything else.
    int most = withNearest ? MOST_NAMES : names.size();
    int more = names.size() - most;
    return names.stream()
            .limit(most)
            .map(name -> withNearest ? name + nearest(name) : name)
            .collect(Collectors.joining(", "))
        + (more > 0 ? String.format(Locale.ROOT, " and %,d more", more) : "");
  }

  /** A field that no name has been found for, and that this one is like. */
  private String nearest(String name) {
    List<String> free =
        looked.stream()
            .filter(
                field ->
                    known.stream()
                        .noneMatch(
                            found ->
                                FieldMapping.columnName(found)
                                    .equals(FieldMapping.columnName(field))))
            .toList();
    String nearest = NearestName.of(name, free);
    return nearest == null ? "" : " (is it " + nearest + "?)";
  }
}
