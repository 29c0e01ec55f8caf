package io.github.mailmodosource.protocols;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.harrel.jsonschema.Dialects;
import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.InvalidSchemaException;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The JSON Schema of one rule of a Tracking Plan, which says what a whole call holds. Draft 7,
 * which Segment's plans are written in, whatever the schema calls itself. Not thread-safe.
 */
final class RuleSchema {
  private static final URI NAME = URI.create("urn:rule");

  /** Where a rule lists the properties of its event. */
  private static final JsonPointer PROPERTIES =
      JsonPointer.compile("/properties/properties/properties");

  /** What names another part of the plan, or one of somebody else's. */
  private static final String REFERENCE = "$ref";

  /**
   * Keywords that have schemas of their own. Of those that an event may break and still be right
   * ({@code anyOf}), only the keyword itself tells a violation; of the others, only what is below.
   */
  private static final List<String> ALTERNATIVES = List.of("/anyOf/", "/oneOf/", "/not/", "/if/");

  private static final Set<String> CONTAINERS = Set.of("allOf", "if");

  private final ObjectNode schema;
  private final Validator validator;
  private final Set<String> planned = new TreeSet<>();

  private RuleSchema(ObjectNode schema) {
    this.schema = schema;
    validator =
        new ValidatorFactory()
            .withDefaultDialect(new Dialects.Draft7Dialect())
            .withJsonNodeFactory(new JacksonNode.Factory())
            .withEvaluatorFactory(new Formats())
            .createValidator();
    schema.at(PROPERTIES).fieldNames().forEachRemaining(planned::add);
  }

  /**
   * Understands a schema.
   *
   * @throws IllegalArgumentException with one clear line if it cannot be understood by itself
   */
  static RuleSchema of(JsonNode json) {
    if (!(json instanceof ObjectNode object)) {
      throw new IllegalArgumentException("is not a JSON object");
    }
    ObjectNode schema = object.deepCopy();
    // Both would have parts looked for elsewhere, under the address of somebody else's.
    schema.remove(List.of("$id", "$schema"));
    checkReferences(schema, schema);
    RuleSchema rule = new RuleSchema(schema);
    try {
      URI unused = rule.validator.registerSchema(NAME, schema);
    } catch (InvalidSchemaException e) {
      throw new IllegalArgumentException("is not a JSON Schema of draft 7: " + fault(e), e);
    }
    return rule;
  }

  private static String fault(InvalidSchemaException e) {
    Error first = e.getErrors().get(0);
    // Of a pattern that is wrong, Java draws the place below it.
    return first.getInstanceLocation() + ": " + first.getError().lines().findFirst().orElse("");
  }

  /** Nothing is fetched: a plan that needs other files cannot be judged by this one. */
  private static void checkReferences(JsonNode node, JsonNode root) {
    JsonNode reference = node.path(REFERENCE);
    if (reference.isTextual()) {
      String target = reference.asText();
      if (!target.startsWith("#")) {
        throw new IllegalArgumentException(
            "refers to '"
                + target
                + "', which is not in the file and is not fetched; put it under \"definitions\"");
      }
      if (pointer(target.substring(1)) == null || root.at(target.substring(1)).isMissingNode()) {
        throw new IllegalArgumentException(
            "refers to '" + target + "', which is not in the schema of that rule");
      }
    }
    node.forEach(child -> checkReferences(child, root));
  }

  private static @Nullable JsonPointer pointer(String text) {
    return text.isEmpty() || text.startsWith("/") ? JsonPointer.compile(text) : null;
  }

  /**
   * The properties of an event that the rule does not list. Segment tells them by their names, also
   * where the schema would allow more.
   */
  List<Violation> unplanned(JsonNode event) {
    List<Violation> found = new ArrayList<>();
    event
        .path("properties")
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!planned.contains(name)) {
                found.add(
                    new Violation(
                        ViolationKind.UNPLANNED_PROPERTY, PropertyPath.in("properties", name)));
              }
            });
    return found;
  }

  /** How an event breaks the schema; none if it is valid. */
  List<Violation> violations(JsonNode event) {
    Validator.Result result = validator.validate(NAME, event);
    List<Violation> found = new ArrayList<>();
    if (!result.isValid()) {
      for (Error error : result.getErrors()) {
        if (ALTERNATIVES.stream().noneMatch(error.getEvaluationPath()::contains)) {
          add(error, event, found);
        }
      }
    }
    return found;
  }

  private void add(Error error, JsonNode event, List<Violation> to) {
    String path = PropertyPath.of(event, error.getInstanceLocation());
    String keyword = error.getKeyword();
    if (keyword == null) {
      to.add(new Violation(ViolationKind.NOT_ALLOWED, path));
    } else if (keyword.equals("required")) {
      missing(error, event)
          .forEach(
              name ->
                  to.add(
                      new Violation(ViolationKind.REQUIRED_MISSING, PropertyPath.in(path, name))));
    } else if (!CONTAINERS.contains(keyword)) {
      to.add(
          new Violation(
              keyword.equals("type") ? ViolationKind.WRONG_TYPE : ViolationKind.INVALID_VALUE,
              path));
    }
  }

  /** What an object must have and has not: the error itself says so only in words. */
  private List<String> missing(Error error, JsonNode event) {
    String place = error.getSchemaLocation();
    JsonNode object = event.at(error.getInstanceLocation());
    List<String> missing = new ArrayList<>();
    for (JsonNode name : schema.at(place.substring(place.indexOf('#') + 1)).path("required")) {
      if (!object.has(name.asText())) {
        missing.add(name.asText());
      }
    }
    return missing;
  }
}
