package io.github.mailmodosource.job;

import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.coding.MaskedText;
import io.github.mailmodosource.rows.FieldMapping;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says under which names fields were found, and which of them may be meant. */
final class NamesForPeople {
  private static final int MOST_NAMES = 20;

  /** What the last part of a name is like that means the field; the first that fits counts. */
  private static final Map<String, List<Pattern>> LIKELY =
      Map.of(
          "email", patterns("(e_?)?mail(_?address)?", ".*e_?mail", "recipient|to|address"),
          "user_id",
              patterns("user_?id|uid", "id", ".*(user|customer|contact|external).*id", ".*_id"),
          "event", patterns("event_?(name|type)", "type|action|activity|event", ".*event.*"),
          "occurred_at",
              patterns(
                  ".*(event|occurred|activity).*(time|date|at|ts)",
                  "timestamp|ts|time|date|at|when",
                  ".*(time|date|_at).*"));

  private final String option;
  private final FieldMapping mapping;
  private final Set<String> found;

  NamesForPeople(String option, FieldMapping mapping, Set<String> found) {
    this.option = option;
    this.mapping = mapping;
    this.found = found;
  }

  /** The names that were found, and how to map these fields. */
  String advice(List<String> fields) {
    String examples =
        fields.stream().map(field -> field + "=" + likely(field)).collect(Collectors.joining(","));
    return found() + "; say which one it is, such as --" + option + "Fields=" + examples;
  }

  /** The names that were found. */
  String found() {
    if (found.isEmpty()) {
      return "no names of fields were found";
    }
    String names =
        found.stream().limit(MOST_NAMES).map(MaskedText::of).collect(Collectors.joining(", "));
    int more = found.size() - MOST_NAMES;
    return "the names found are " + names + (more > 0 ? " and " + more + " more" : "");
  }

  private String likely(String field) {
    for (Pattern pattern : LIKELY.getOrDefault(field, List.of())) {
      Optional<String> name =
          found.stream()
              .filter(candidate -> pattern.matcher(lastPart(candidate)).matches())
              .filter(candidate -> !isTaken(candidate))
              .findFirst();
      if (name.isPresent()) {
        return MaskedText.of(name.get());
      }
    }
    return field.equals("event") ? "'" + EventType.EMAIL_OPENED.eventName() + "'" : "THEIR_NAME";
  }

  private boolean isTaken(String name) {
    return mapping.fields().stream().anyMatch(field -> mapping.namesOf(field).contains(name));
  }

  private static String lastPart(String name) {
    return name.substring(name.lastIndexOf('.') + 1)
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("[ -]", "_");
  }

  private static List<Pattern> patterns(String... patterns) {
    return List.of(patterns).stream().map(Pattern::compile).toList();
  }
}
