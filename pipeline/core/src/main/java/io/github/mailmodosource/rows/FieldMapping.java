package io.github.mailmodosource.rows;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which of our fields is found under which of their names. Each field has its usual names, the
 * first that has a value wins; an option such as {@code
 * occurred_at=event_time,email=recipient.email,event='Email Opened'} replaces those of single
 * fields. Dots reach into nested JSON; a value in quotes is a constant, for exports with one file
 * per event.
 */
public final class FieldMapping implements Serializable {
  /** What databases and their clients write into CSV files for NULL. */
  public static final String USUAL_NULL_WORDS = "NULL,\\N,(null)";

  private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Z}-]+");

  private final List<String> fields;
  private final Map<String, List<String>> names;
  private final Map<String, String> constants;
  private final Set<String> identities;
  private final Set<String> nullWords;
  private final Set<String> namedElsewhere;

  private FieldMapping(
      Map<String, List<String>> names,
      Map<String, String> constants,
      Set<String> identities,
      Set<String> nullWords,
      Set<String> namedElsewhere) {
    this.fields = List.copyOf(names.keySet());
    this.names = names;
    this.constants = constants;
    this.identities = identities;
    this.nullWords = nullWords;
    this.namedElsewhere = namedElsewhere;
  }

  /** The usual names of each field, in the order in which they are tried. */
  public static FieldMapping of(Map<String, List<String>> usualNames) {
    return new FieldMapping(
        new LinkedHashMap<>(usualNames),
        new LinkedHashMap<>(),
        Set.of(),
        words(USUAL_NULL_WORDS),
        Set.of());
  }

  /**
   * This mapping, in which these fields say who somebody is: there the words {@code null}, {@code
   * none}, {@code undefined} and {@code nan} in any case mean absent, in every format, because
   * people of one such name would become one person.
   */
  public FieldMapping withIdentities(String... identityFields) {
    return new FieldMapping(names, constants, Set.of(identityFields), nullWords, namedElsewhere);
  }

  /**
   * This mapping with other words that mean absent in CSV files.
   *
   * @param words separated by commas; they count as they are spelled
   */
  public FieldMapping withNullWords(String words) {
    return new FieldMapping(names, constants, identities, words(words), namedElsewhere);
  }

  /**
   * This mapping, where a column is known though no field is read from it, because an option names
   * it: where it is left out, nobody has to be told.
   *
   * @param column of a database, in any case
   */
  public FieldMapping withNamedElsewhere(String column) {
    Set<String> columns = new HashSet<>(namedElsewhere);
    columns.add(column.toLowerCase(Locale.ROOT));
    return new FieldMapping(names, constants, identities, nullWords, Set.copyOf(columns));
  }

  private static Set<String> words(String list) {
    return Arrays.stream(list.split(",", -1))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * How columns of files and databases are compared: in any case, trimmed, with spaces and hyphens
   * as {@code _}; {@code User Id} is {@code user_id}.
   */
  public static String columnName(String name) {
    String trimmed = SEPARATORS.matcher(name).replaceAll(" ").strip();
    return trimmed.replace(' ', '_').toLowerCase(Locale.ROOT);
  }

  /**
   * This mapping with the changes that an option asks for.
   *
   * @param option {@code our_name=their_name,…}; or the same as a JSON object, as which a map in a
   *     file of options arrives
   * @throws IllegalArgumentException with one clear line
   */
  public FieldMapping with(String option) {
    if (option.stripLeading().startsWith("{")) {
      return with(MappingJson.asOption(option));
    }
    Map<String, List<String>> newNames = new LinkedHashMap<>(names);
    Map<String, String> newConstants = new LinkedHashMap<>(constants);
    int at = 0;
    while (at < option.length()) {
      int equals = option.indexOf('=', at);
      if (equals < 0) {
        throw new IllegalArgumentException(
            "'" + option.substring(at) + "' is not a mapping; use our_name=their_name");
      }
      String field = option.substring(at, equals).trim();
      if (!names.containsKey(field)) {
        throw new IllegalArgumentException(
            "'" + field + "' is not a known field; the fields are " + String.join(", ", fields));
      }
      int valueStart = equals + 1;
      boolean quoted = valueStart < option.length() && option.charAt(valueStart) == '\'';
      int valueEnd = quoted ? closingQuote(option, valueStart) : comma(option, valueStart);
      if (quoted) {
        String constant = option.substring(valueStart + 1, valueEnd - 1).replace("''", "'");
        newConstants.put(field, constant);
        newNames.put(field, List.of());
      } else {
        String name = option.substring(valueStart, valueEnd).trim();
        if (name.isEmpty()) {
          throw new IllegalArgumentException("'" + field + "=' does not name a field of the rows");
        }
        newNames.put(field, List.of(name));
        newConstants.remove(field);
      }
      if (valueEnd < option.length() && option.charAt(valueEnd) != ',') {
        throw new IllegalArgumentException(
            "a comma is missing before '" + option.substring(valueEnd) + "'");
      }
      at = valueEnd + 1;
    }
    return new FieldMapping(newNames, newConstants, identities, nullWords, namedElsewhere);
  }

  private static int comma(String option, int from) {
    int comma = option.indexOf(',', from);
    return comma < 0 ? option.length() : comma;
  }

  private static int closingQuote(String option, int open) {
    for (int i = open + 1; i < option.length(); i++) {
      if (option.charAt(i) == '\'') {
        if (i + 1 < option.length() && option.charAt(i + 1) == '\'') {
          i++;
        } else {
          return i + 1;
        }
      }
    }
    throw new IllegalArgumentException(
        "the quote in '" + option.substring(open) + "' is never closed");
  }

  /** Our fields; a field's place here is its index in {@link FieldValues}. */
  public List<String> fields() {
    return fields;
  }

  /** The names of theirs under which this field is looked for, the first that counts first. */
  public List<String> namesOf(String field) {
    return names.getOrDefault(field, List.of());
  }

  /** All of our fields that are looked for under this name of theirs. */
  List<Target> targetsOf(String name) {
    List<Target> targets = new ArrayList<>();
    for (int field = 0; field < fields.size(); field++) {
      int rank = namesOf(fields.get(field)).indexOf(name);
      if (rank >= 0) {
        targets.add(new Target(field, rank));
      }
    }
    return targets;
  }

  /** Whether the field has the same value in every row, wherever it is read. */
  public boolean isConstant(String field) {
    return !constants.getOrDefault(field, "").isEmpty();
  }

  /** All names, and of those with dots the column too that may hold the rest as JSON. */
  Set<String> columnsLookedFor() {
    Set<String> columns = new LinkedHashSet<>();
    for (List<String> paths : names.values()) {
      for (String path : paths) {
        columns.add(path);
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
          columns.add(path.substring(0, dot));
        }
      }
    }
    return columns;
  }

  Map<String, String> constants() {
    return constants;
  }

  Set<String> identities() {
    return identities;
  }

  /** Whether an option names the column for something else than a field. */
  boolean isNamedElsewhere(String column) {
    return !namedElsewhere.isEmpty() && namedElsewhere.contains(column.toLowerCase(Locale.ROOT));
  }

  boolean isNullWord(String cell) {
    return nullWords.contains(cell);
  }

  /**
   * A field of ours that a name leads to.
   *
   * @param field its index in {@link #fields()}
   * @param rank the place of the name among the field's names; 0 comes first
   */
  record Target(int field, int rank) {}
}
