package io.github.mailmodosource.job;

import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.rows.BadRowException;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.FieldReader;
import io.github.mailmodosource.rows.FieldValues;
import io.github.mailmodosource.rows.FirstRows;
import io.github.mailmodosource.rows.FoundNames;
import io.github.mailmodosource.rows.RowSource;
import io.github.mailmodosource.rows.SourceRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A look at the rows of an option before the run. A field that every run needs, and that none of
 * the first rows has, is looked for under a wrong name: that is told before anything is sent.
 */
public final class FirstLook {
  private static final int ROWS = 1_000;

  private final String option;
  private final FieldMapping mapping;
  private final NamesForPeople names;
  private final long bytesOfARow;

  private FirstLook(String option, FieldMapping mapping, List<FirstRows> all) {
    this.option = option;
    this.mapping = mapping;
    names = new NamesForPeople(option, mapping, FoundNames.of(all));
    bytesOfARow =
        Math.round(
            all.stream()
                .flatMap(first -> first.rows().stream())
                .mapToLong(row -> row.wholeLength() + 1)
                .average()
                .orElse(0));
  }

  /**
   * Looks.
   *
   * @param option that names the rows, without dashes
   * @param needed fields, of each of which every row needs one
   * @param counts which rows are judged; others say nothing
   * @throws UsageException with one clear line if a name is wrong
   */
  static FirstLook at(
      String option,
      RowSource source,
      FieldMapping mapping,
      List<List<String>> needed,
      Predicate<FieldValues> counts) {
    return at(option, source.firstRows(ROWS), mapping, needed, counts);
  }

  /** The same, at rows that have been read. */
  static FirstLook at(
      String option,
      List<FirstRows> all,
      FieldMapping mapping,
      List<List<String>> needed,
      Predicate<FieldValues> counts) {
    FirstLook look = new FirstLook(option, mapping, all);
    for (FirstRows first : all) {
      look.checkThatNoneIsThereTwice(first);
      List<List<String>> lacking =
          first.isTable()
              ? look.lackedByTable(first, needed)
              : look.lackedByAll(first, needed, counts);
      if (!lacking.isEmpty()) {
        throw new UsageException(look.refusal(first, lacking));
      }
    }
    return look;
  }

  /** About how long a row is, its line end included; 0 where there were no rows to look at. */
  long bytesOfARow() {
    return bytesOfARow;
  }

  /** The names that were found. */
  String found() {
    return names.found();
  }

  /** What is found of names, and how to map those of these fields. */
  String advice(List<String> fields) {
    return names.advice(fields);
  }

  private void checkThatNoneIsThereTwice(FirstRows first) {
    Set<String> seen = new HashSet<>();
    for (String column : first.columns()) {
      if (!seen.add(FieldMapping.columnName(column)) && !first.isTable() && isRead(column)) {
        throw new UsageException(
            "--"
                + option
                + ": the header of "
                + first.place()
                + " has the column '"
                + column
                + "' twice, and it is not known which one counts; rename one of them");
      }
    }
  }

  private boolean isRead(String column) {
    return mapping.fields().stream()
        .flatMap(field -> mapping.namesOf(field).stream())
        .anyMatch(name -> isIn(name, column));
  }

  private List<List<String>> lackedByTable(FirstRows table, List<List<String>> needed) {
    return needed.stream()
        .filter(fields -> fields.stream().noneMatch(field -> mayBeIn(table, field)))
        .toList();
  }

  private boolean mayBeIn(FirstRows table, String field) {
    return mapping.isConstant(field)
        || mapping.namesOf(field).stream()
            .anyMatch(name -> table.columns().stream().anyMatch(column -> isIn(name, column)));
  }

  /** Whether a name is that of a column, or of something inside of it. */
  private static boolean isIn(String name, String column) {
    return FieldMapping.columnName(name).equals(FieldMapping.columnName(column))
        || FieldMapping.columnName(name.replaceFirst("\\..*", ""))
            .equals(FieldMapping.columnName(column));
  }

  private List<List<String>> lackedByAll(
      FirstRows first, List<List<String>> needed, Predicate<FieldValues> counts) {
    FieldReader reader = new FieldReader(mapping, false);
    List<List<String>> lacking = new ArrayList<>(needed);
    int counted = 0;
    for (SourceRow row : first.rows()) {
      try {
        FieldValues values = reader.read(row);
        if (counts.test(values)) {
          counted++;
          lacking.removeIf(fields -> fields.stream().anyMatch(field -> has(values, field)));
        }
      } catch (BadRowException e) {
        // It says nothing about names; the run makes a dead letter of it.
      }
    }
    return counted == 0 ? List.of() : lacking;
  }

  private boolean has(FieldValues values, String field) {
    String value = values.get(mapping.fields().indexOf(field));
    return value != null && !value.isBlank();
  }

  private String refusal(FirstRows first, List<List<String>> lacking) {
    String what = lacking.stream().map(this::words).collect(Collectors.joining(", and no "));
    int rows = first.rows().size();
    String which =
        first.isTable()
            ? first.place() + " has no " + what
            : rows == 1
                ? "the first row of " + first.place() + " has no " + what
                : String.format(
                    Locale.ROOT, "the first %,d rows of %s have no %s", rows, first.place(), what);
    NamesForPeople ofThese = new NamesForPeople(option, mapping, FoundNames.of(List.of(first)));
    return "--"
        + option
        + ": "
        + which
        + "; "
        + ofThese.advice(lacking.stream().map(fields -> fields.get(0)).toList());
  }

  /** {@code user_id or anonymous_id}; where a name was given, that one. */
  private String words(List<String> fields) {
    return fields.stream()
        .map(
            field -> {
              List<String> given = mapping.namesOf(field);
              return given.size() == 1 && !given.get(0).equals(field)
                  ? field + " (" + given.get(0) + ")"
                  : field;
            })
        .collect(Collectors.joining(" or "));
  }
}
