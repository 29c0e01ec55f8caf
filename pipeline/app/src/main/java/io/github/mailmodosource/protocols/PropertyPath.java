package io.github.mailmodosource.protocols;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;

/** Where something is within an event, in words: {@code properties.link_id}. */
final class PropertyPath {
  private PropertyPath() {}

  /**
   * The path of a JSON Pointer; places in arrays are all one, {@code []}.
   *
   * @param pointer as a validator tells it: {@code /properties/link_id}
   */
  static String of(JsonNode event, String pointer) {
    StringBuilder path = new StringBuilder();
    JsonNode at = event;
    for (JsonPointer rest = JsonPointer.compile(pointer); !rest.matches(); rest = rest.tail()) {
      if (at.isArray()) {
        path.append("[]");
        at = at.path(rest.getMatchingIndex());
      } else {
        append(path, rest.getMatchingProperty());
        at = at.path(rest.getMatchingProperty());
      }
    }
    return path.toString();
  }

  /** The path of something within an object. */
  static String in(String path, String name) {
    StringBuilder longer = new StringBuilder(path);
    append(longer, name);
    return longer.toString();
  }

  private static void append(StringBuilder path, String name) {
    path.append(path.isEmpty() ? "" : ".").append(name);
  }
}
