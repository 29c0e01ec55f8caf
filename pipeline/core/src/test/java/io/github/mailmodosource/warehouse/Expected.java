package io.github.mailmodosource.warehouse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.event.EventJson;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.rows.RowSamples;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** An event of which a test says both what is sent and what should stand in the warehouse. */
public record Expected(
    EventType type,
    String id,
    String userId,
    String email,
    String time,
    Map<String, Object> properties) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public static Expected clicked(String id) {
    return new Expected(
        EventType.LINK_CLICKED,
        id,
        "97980cfea0067",
        "reader@example.com",
        "2026-11-20T03:04:05.678Z",
        Map.of(
            "campaign_id", "C-1", "campaign_name", "Winter", "link_url", "https://example.com/"));
  }

  public Expected with(String property, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(properties);
    more.put(property, value);
    return new Expected(type, id, userId, email, time, more);
  }

  public Expected without(String property) {
    Map<String, Object> fewer = new LinkedHashMap<>(properties);
    fewer.remove(property);
    return new Expected(type, id, userId, email, time, fewer);
  }

  public Expected at(String newTime) {
    return new Expected(type, id, userId, email, newTime, properties);
  }

  public Expected of(EventType newType) {
    return new Expected(newType, id, userId, email, time, properties);
  }

  public Expected from(String newUserId) {
    return new Expected(type, id, newUserId, email, time, properties);
  }

  /** As the steps of {@code send} make it. */
  public TrackEvent event() {
    ObjectNode json = JSON.createObjectNode();
    json.put("type", "track");
    json.put("event", type.eventName());
    json.put("userId", userId);
    json.put("messageId", id);
    json.put("timestamp", time);
    json.set("properties", JSON.valueToTree(properties));
    json.putObject("context").putObject("traits").put("email", email);
    return new TrackEvent(
        id,
        type.eventName(),
        EventJson.of(json.toString()),
        RowSamples.json("{\"id\":\"" + id + "\"}"));
  }

  /** Column to value, as Segment loads it; what it computes itself is left out. */
  public Map<String, Object> columns() {
    Map<String, Object> columns = new LinkedHashMap<>();
    columns.put("id", id);
    columns.put("event", type.eventName().toLowerCase(Locale.ROOT).replace(' ', '_'));
    columns.put("event_text", type.eventName());
    columns.put("user_id", userId);
    columns.put("context_traits_email", email);
    columns.put("original_timestamp", time);
    columns.putAll(properties);
    return columns;
  }
}
