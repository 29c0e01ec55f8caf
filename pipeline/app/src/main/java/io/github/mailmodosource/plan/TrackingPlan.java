package io.github.mailmodosource.plan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.activity.Property;

/**
 * The rules of a Tracking Plan, as Segment's Public API takes and lists them: {@code {"rules":[…]}}
 * is the body of {@code PUT /tracking-plans/{id}/rules}. A rule has a JSON Schema (draft 7) of what
 * a whole track call holds.
 *
 * <p>No property is required, because one that a row does not have is left out. The e-mail in
 * {@code context.traits} is: every event of ours has it. Other properties are allowed, for {@code
 * --extraProperties=keep}; what Segment does with them is a setting of the plan's source.
 */
final class TrackingPlan {
  private static final String DRAFT = "http://json-schema.org/draft-07/schema#";

  /** Of a rule, not of the plan: Segment keeps several versions of one event apart. */
  private static final int VERSION = 1;

  private TrackingPlan() {}

  static ObjectNode ofTheSevenEvents() {
    ObjectNode plan = JsonNodeFactory.instance.objectNode();
    for (EventType event : EventType.values()) {
      plan.withArray("rules")
          .addObject()
          .put("type", "TRACK")
          .put("key", event.eventName())
          .put("version", VERSION)
          .set("jsonSchema", schemaOf(event));
    }
    return plan;
  }

  private static ObjectNode schemaOf(EventType event) {
    ObjectNode schema = object().put("description", Meaning.of(event));
    schema.put("$schema", DRAFT);
    ObjectNode parts = schema.putObject("properties");
    parts.set("context", context());
    // Segment lists it in every schema; of a track call it checks what is in the context.
    parts.putObject("traits");
    parts.set("properties", propertiesOf(event));
    schema.putArray("required").add("context").add("properties");
    return schema;
  }

  private static ObjectNode propertiesOf(EventType event) {
    ObjectNode properties = object();
    ObjectNode each = properties.putObject("properties");
    for (Property property : Property.of(event)) {
      each.putObject(property.propertyName())
          .put("description", Meaning.of(property))
          .put("type", property.type() == Property.Type.BOOLEAN ? "boolean" : "string");
    }
    return properties;
  }

  private static ObjectNode context() {
    ObjectNode traits = object();
    traits.putObject("properties").putObject("email").put("type", "string");
    traits.putArray("required").add("email");
    ObjectNode context = object();
    context.putObject("properties").set("traits", traits);
    context.putArray("required").add("traits");
    return context;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode().put("type", "object");
  }
}
