package io.github.mailmodosource.yardstick;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mailmodosource.RecordingServer.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a client sent, taken apart into fields and their values (JSON, where they come from the
 * body).
 *
 * @param request what belongs to the request: method, path, headers, the body without its events
 * @param events the fields of each event, by its name
 * @param merged the same after Segment has merged the batch's context and integrations into it
 */
record Fields(
    Map<String, String> request,
    Map<String, Map<String, String>> events,
    Map<String, Map<String, String>> merged) {

  /** In these an HTTP library speaks of itself, its connection and the length of the body. */
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "accept",
          "accept-encoding",
          "accept-language",
          "connection",
          "content-length",
          "host",
          "sec-fetch-mode",
          "transfer-encoding");

  /** Another value in each run, or on each machine: compared in their shape. */
  private static final Set<String> CHANGING =
      Set.of("sentAt", "context.instanceId", "_metadata.nodeVersion");

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Takes apart what came, in however many requests, if these differ in nothing but events. */
  static Fields of(List<Request> requests) {
    Map<String, Map<String, String>> events = new TreeMap<>();
    Map<String, Map<String, String>> merged = new TreeMap<>();
    Map<String, String> common = Map.of();
    for (Request request : requests) {
      ObjectNode body = parse(request.body());
      JsonNode batch = body.remove("batch");
      for (JsonNode event : batch) {
        String name = event.path("event").asText();
        if (events.put(name, flat(event)) != null) {
          throw new AssertionError(name + " came twice");
        }
        merged.put(name, flat(merge(body, event)));
      }
      Map<String, String> own = withoutEvents(request, body);
      if (!common.isEmpty() && !common.equals(own)) {
        throw new AssertionError("two requests of one client: " + common + " and " + own);
      }
      common = own;
    }
    return new Fields(common, events, merged);
  }

  private static Map<String, String> withoutEvents(Request request, ObjectNode body) {
    Map<String, String> fields = new TreeMap<>();
    fields.put("method", request.method());
    fields.put("path", request.path());
    request
        .headers()
        .forEach(
            (name, value) -> {
              if (!OF_THE_CONNECTION.contains(name)) {
                fields.put("header " + name, value);
              }
            });
    flat(body).forEach((name, value) -> fields.put("body." + name, value));
    return fields;
  }

  private static JsonNode merge(ObjectNode body, JsonNode event) {
    ObjectNode whole = JSON.createObjectNode();
    for (String shared : List.of("context", "integrations")) {
      if (body.path(shared).isObject()) {
        whole.withObjectProperty(shared).setAll((ObjectNode) body.get(shared).deepCopy());
      }
      if (event.path(shared).isObject()) {
        whole.withObjectProperty(shared).setAll((ObjectNode) event.get(shared).deepCopy());
      }
    }
    event.properties().stream()
        .filter(field -> !whole.has(field.getKey()))
        .forEach(field -> whole.set(field.getKey(), field.getValue()));
    return whole;
  }

  private static Map<String, String> flat(JsonNode object) {
    Map<String, String> fields = new TreeMap<>();
    flatten("", object, fields);
    return fields;
  }

  private static void flatten(String prefix, JsonNode object, Map<String, String> to) {
    object
        .properties()
        .forEach(
            field -> {
              String name = prefix + field.getKey();
              JsonNode value = field.getValue();
              if (value.isObject() && !value.isEmpty()) {
                flatten(name + ".", value, to);
              } else {
                to.put(name, CHANGING.contains(name) ? shapeOf(name, value) : value.toString());
              }
            });
  }

  private static String shapeOf(String name, JsonNode value) {
    String text = value.toString();
    boolean uuid = text.matches("\"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\"");
    // A version may have more digits tomorrow; a time may not.
    return uuid ? "a random UUID" : text.replaceAll(name.equals("sentAt") ? "\\d" : "\\d+", "9");
  }

  private static ObjectNode parse(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
