package io.github.mailmodosource.protocols;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.github.mailmodosource.Golden;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What we find in events, another validator of JSON Schema finds as well, and nothing else. */
class ValidatorsAgreeTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What may stand in the place of a property. */
  private static final List<String> VALUES =
      List.of("7", "1.5", "true", "null", "\"\"", "\"mailbox full\"", "[1]", "{\"a\":1}");

  @Test
  void overTheGoldenPayloadsAndWhatBecomesOfThemWithOtherValues() throws IOException {
    int violating = 0;
    for (JsonNode rule : JSON.readTree(TestPlans.strict()).at("/data/rules")) {
      RuleSchema ours = RuleSchema.of(rule.path("jsonSchema"));
      JsonSchema theirs = theirs(rule.path("jsonSchema"));
      for (JsonNode event : events(rule.path("key").asText())) {
        Set<String> found = new TreeSet<>();
        ours.violations(event).forEach(v -> found.add(v.kind().key() + " " + v.property()));
        assertThat(event.toString(), found, is(foundBy(theirs, event)));
        violating += found.isEmpty() ? 0 : 1;
      }
    }
    assertThat(violating, is(greaterThan(500)));
  }

  /**
   * The golden payloads of an event; each without each of its properties, and with other values.
   */
  private static List<JsonNode> events(String name) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    for (String line : Golden.read("activity.jsonl.golden").lines().toList()) {
      JsonNode event = JSON.readTree(line);
      if (event.path("event").asText().equals(name)) {
        events.add(event);
        for (String property : new TreeSet<>(names(event.path("properties")))) {
          ObjectNode without = event.deepCopy();
          ((ObjectNode) without.path("properties")).remove(property);
          events.add(without);
          for (String value : VALUES) {
            ObjectNode with = event.deepCopy();
            ((ObjectNode) with.path("properties")).set(property, JSON.readTree(value));
            events.add(with);
          }
        }
      }
    }
    return events;
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }

  private static JsonSchema theirs(JsonNode schema) {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
        .getSchema(
            schema, SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build());
  }

  private static Set<String> foundBy(JsonSchema schema, JsonNode event) {
    Set<String> found = new TreeSet<>();
    for (ValidationMessage message : schema.validate(event.toString(), InputFormat.JSON)) {
      String path =
          message.getInstanceLocation().toString().replaceFirst("^/", "").replace('/', '.');
      String within = path + "." + message.getProperty();
      found.add(
          switch (message.getMessageKey()) {
            case "required" -> "required_missing " + within;
            case "additionalProperties" -> "not_allowed " + within;
            case "type" -> "wrong_type " + path;
            default -> "invalid_value " + path;
          });
    }
    return found;
  }
}
