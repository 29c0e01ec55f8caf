package io.github.mailmodosource.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The names that rows have for their fields, as a {@link FieldMapping} takes them: columns, and the
 * names in JSON objects with dots.
 */
public final class FoundNames {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MOST_NAMES = 1_000;

  /** Deeper names are nobody's e-mail. */
  private static final int MOST_DEPTH = 3;

  private FoundNames() {}

  /** The names, in the order in which they occur. */
  public static Set<String> of(Collection<FirstRows> all) {
    Set<String> names = new LinkedHashSet<>();
    for (FirstRows first : all) {
      names.addAll(first.columns());
      for (SourceRow row : first.rows()) {
        if (row.format() == RowFormat.JSON_LINES && !row.isCut()) {
          addNames(row, names);
        }
      }
    }
    return names;
  }

  /** What can be read of a row has names, even if the row is none as a whole. */
  private static void addNames(SourceRow row, Set<String> names) {
    try (JsonParser parser = JSON.createParser(row.buffer(), row.offset(), row.length())) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        addNames(parser, "", 1, names);
      }
    } catch (IOException e) {
      // The row becomes a dead letter, which says why.
    }
  }

  private static void addNames(JsonParser parser, String prefix, int depth, Set<String> names)
      throws IOException {
    for (String key = parser.nextFieldName();
        key != null && names.size() < MOST_NAMES;
        key = parser.nextFieldName()) {
      String name = prefix + key;
      if (parser.nextToken() == JsonToken.START_OBJECT && depth < MOST_DEPTH) {
        addNames(parser, name + ".", depth + 1, names);
      } else {
        names.add(name);
        parser.skipChildren();
      }
    }
  }
}
