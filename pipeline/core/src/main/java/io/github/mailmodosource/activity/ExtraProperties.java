package io.github.mailmodosource.activity;

import io.github.mailmodosource.coding.SnakeCase;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The properties that are made of fields which no documented property is made for. Left out is a
 * field whose name has neither letter nor digit, the second of two that get one name, and one that
 * would pass for a documented property in another spelling ({@code isHardBounce}), or share its
 * column in a warehouse: nothing has looked at its type, nor whether it belongs to the event.
 */
final class ExtraProperties {
  private static final Set<String> DOCUMENTED =
      Arrays.stream(Property.values())
          .map(Property::propertyName)
          .collect(Collectors.toUnmodifiableSet());

  private ExtraProperties() {}

  /**
   * Property to its JSON, in the order of the row: of two that get one name, every run must keep
   * the same.
   *
   * @param fields of the row, by their own names
   */
  static Map<String, String> of(Map<String, String> fields) {
    if (fields.isEmpty()) {
      return Map.of();
    }
    Map<String, String> properties = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>();
    for (Map.Entry<String, String> field : fields.entrySet()) {
      String name = SnakeCase.of(field.getKey());
      boolean documented =
          DOCUMENTED.contains(name) || DOCUMENTED.contains(SnakeCase.columnOf(field.getKey()));
      if (!name.isEmpty() && !documented && taken.add(name)) {
        properties.put(name, field.getValue());
      }
    }
    return properties;
  }
}
