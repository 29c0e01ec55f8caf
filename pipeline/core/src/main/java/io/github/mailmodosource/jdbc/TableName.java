package io.github.mailmodosource.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The name of a table, qualified or not: {@code activity}, {@code mailmodo.identifies}, {@code
 * "my-project".mailmodo."Identifies"}. Plain parts are left as they are, so that the database reads
 * their case in its own way; quoted parts are quoted in the database's way.
 */
public record TableName(String text, List<Part> parts) {
  private static final Pattern PART =
      Pattern.compile("\\G(?:([\\p{L}_][\\p{L}\\p{N}_$]*)|\"([^\"]+)\"|`([^`]+)`)(\\.|$)");

  record Part(String name, boolean quoted) {}

  /**
   * Reads an option's value.
   *
   * @throws IllegalArgumentException with one clear line if it is not a name
   */
  public static TableName of(String text) {
    List<Part> parts = new ArrayList<>();
    Matcher matcher = PART.matcher(text);
    int end = 0;
    boolean dot = true;
    while (dot && matcher.find()) {
      String plain = matcher.group(1);
      String quoted = matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
      parts.add(new Part(plain != null ? plain : quoted, plain == null));
      dot = matcher.group(4).equals(".");
      end = matcher.end();
    }
    if (dot || end < text.length()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not a table name; use table or schema.table, and put a name with characters other"
              + " than letters, digits and _ in double quotes");
    }
    return new TableName(text, List.copyOf(parts));
  }

  /** As it stands in a statement. */
  public String sql(NameQuotes quotes) {
    return parts.stream()
        .map(part -> part.quoted() ? quotes.quoted(part.name()) : part.name())
        .collect(Collectors.joining("."));
  }

  /**
   * The table's own name as the database keeps it.
   *
   * @param folded what the database makes of a name that is not quoted
   */
  String table(UnaryOperator<String> folded) {
    return kept(parts.get(parts.size() - 1), folded);
  }

  /** The name of what the table is in, as the database keeps it; null if it is not said. */
  @Nullable String schema(UnaryOperator<String> folded) {
    return parts.size() < 2 ? null : kept(parts.get(parts.size() - 2), folded);
  }

  private static String kept(Part part, UnaryOperator<String> folded) {
    return part.quoted() ? part.name() : folded.apply(part.name());
  }
}
