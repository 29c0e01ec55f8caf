package io.github.mailmodosource.rows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.stream.Collectors;

/** A mapping of fields that is written as a JSON object. */
final class MappingJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private MappingJson() {}

  /**
   * The same mapping as {@code our_name=their_name,…}.
   *
   * @throws IllegalArgumentException with one clear line
   */
  static String asOption(String json) {
    JsonNode mapping;
    try {
      mapping = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("'" + json + "' is not a JSON object", e);
    }
    return mapping.properties().stream()
        .map(MappingJson::asOption)
        .collect(Collectors.joining(","));
  }

  private static String asOption(Map.Entry<String, JsonNode> entry) {
    String name = entry.getValue().asText();
    boolean constant = name.startsWith("'");
    if (!entry.getValue().isTextual()
        || entry.getKey().indexOf('=') >= 0
        || (!constant && name.indexOf(',') >= 0)) {
      throw new IllegalArgumentException(
          "'" + entry.getKey() + "' is not mapped to the name of a field, or to a text in quotes");
    }
    return entry.getKey() + "=" + name;
  }
}
