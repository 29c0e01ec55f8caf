package io.github.mailmodosource.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** An entry of the log as the page gets it: as a row of its list, or in full. */
final class EntryJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A row is one line of the page: what would be cut off there need not travel. */
  private static final int MAX_LINE = 160;

  private static final int MAX_VALUE = 60;

  private EntryJson() {}

  /** What the list shows, and what it can be searched by. */
  static ObjectNode row(EventLog.Entry entry) {
    JsonNode event = event(entry);
    ObjectNode row = JSON.createObjectNode();
    row.put("number", entry.number());
    row.put("at", entry.at().toString());
    row.put("outcome", entry.outcome().name());
    row.put("status", entry.status());
    row.put("request", entry.payload().length == 0);
    row.put("event", entry.name());
    row.put("messageId", entry.messageId());
    row.put("user", event.path(event.has("userId") ? "userId" : "anonymousId").asText());
    row.put("email", event.at("/context/traits/email").asText());
    row.put("timestamp", event.path("timestamp").asText());
    row.put("line", line(entry, event));
    return row;
  }

  /** Its properties, ids last, or why it was refused, in short. */
  private static String line(EventLog.Entry entry, JsonNode event) {
    if (entry.outcome() == EventLog.Outcome.REFUSED) {
      List<String> reasons = entry.reasons();
      return cut(reasons.isEmpty() ? entry.message() : String.join("; ", reasons), MAX_LINE);
    }
    StringBuilder line = new StringBuilder();
    List<Map.Entry<String, JsonNode>> properties =
        new ArrayList<>(event.path("properties").properties());
    // Nobody tells events apart by ids of 36 characters at a glance.
    properties.sort(Comparator.comparing(property -> property.getKey().endsWith("_id")));
    for (Map.Entry<String, JsonNode> property : properties) {
      line.append(line.isEmpty() ? "" : ", ").append(property.getKey()).append(": ");
      JsonNode value = property.getValue();
      line.append(cut(value.isContainerNode() ? value.toString() : value.asText(), MAX_VALUE));
      if (line.length() > MAX_LINE) {
        break;
      }
    }
    return cut(line.toString(), MAX_LINE);
  }

  private static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    // Never between the two halves of a character.
    int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return text.substring(0, end) + "…";
  }

  /**
   * The row, and all else that is known: the answer's words, each reason with what Segment itself
   * does with such an event, and the payload as text, because a browser would read it with the
   * numbers it knows.
   */
  static ObjectNode full(EventLog.Entry entry) {
    ObjectNode full = row(entry);
    full.put("message", entry.message());
    List<String> segments = EventCheck.lenient().reasons(event(entry));
    ArrayNode reasons = full.putArray("reasons");
    for (String reason : entry.reasons()) {
      reasons
          .addObject()
          .put("text", reason)
          .put(
              "segment",
              reason.startsWith(RequestBody.PAYLOAD_LIMIT)
                  ? "REFUSES"
                  : segments.contains(reason) ? "DROPS" : "TAKES");
    }
    full.put("payload", new String(entry.payload(), StandardCharsets.UTF_8));
    return full;
  }

  private static JsonNode event(EventLog.Entry entry) {
    try {
      // Of no bytes at all, a missing node.
      return JSON.readTree(entry.payload());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("only JSON is kept", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
