package io.github.mailmodosource.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mailmodosource.coding.ExactJson;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What all events have in common: who sent them, and where they may go. It stands once at a batch's
 * top level; Segment merges it into each event.
 *
 * @param context who sends: the name of the source (a rule for Segment's partners) and of this
 *     program, as JSON
 * @param integrations the destinations, as JSON
 */
public record SharedFields(String context, String integrations) implements Serializable {
  /**
   * Mailmodo is a destination of the same workspace too: its own events must not come back to it.
   */
  private static final String LOOP_GUARD = "{\"Mailmodo\":false}";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * What events share under this option.
   *
   * @param integrations the value of {@code --integrations}; null for the loop guard
   * @throws IllegalArgumentException with one clear line if it is no JSON object
   */
  public static SharedFields of(@Nullable String integrations) {
    String context =
        "{\"integration\":{\"name\":\"mailmodo\",\"version\":\"1.0.0\"},"
            + "\"library\":{\"name\":\"mailmodo-source\",\"version\":\""
            + Version.get()
            + "\"}}";
    return new SharedFields(context, integrations == null ? LOOP_GUARD : object(integrations));
  }

  /** Nothing: every event is complete by itself. */
  public static SharedFields none() {
    return new SharedFields("", "");
  }

  public boolean isNone() {
    return context.isEmpty();
  }

  /** How many bytes an event grows by at most when Segment has merged this into it. */
  public int mostBytes() {
    return isNone()
        ? 0
        : ",\"context\":,\"integrations\":".length() + utf8Bytes(context) + utf8Bytes(integrations);
  }

  /**
   * How many bytes an event has when Segment has merged this into it: those that it has, and those
   * that merging adds. The event is read for it, so this is for events near a limit.
   */
  public int mergedBytes(TrackEvent event) {
    EventJson json = event.json();
    if (isNone()) {
      return json.length();
    }
    try {
      // Both are written in the same way, whatever way the event itself is written in.
      String alone = ExactJson.object(ExactJson.fields(json.text()));
      return json.length() + utf8Bytes(mergedInto(event)) - utf8Bytes(alone);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** The event as Segment sees it, for people and for dead letters. */
  public String mergedInto(TrackEvent event) {
    if (isNone()) {
      return event.json().text();
    }
    try {
      Map<String, String> merged = ExactJson.fields(event.json().text());
      String own = merged.getOrDefault("context", "{}");
      Map<String, String> ofEvent = ExactJson.fields(own.startsWith("{") ? own : "{}");
      ofEvent.putAll(ExactJson.fields(context));
      merged.put("context", ExactJson.object(ofEvent));
      merged.put("integrations", integrations);
      return ExactJson.object(merged);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static int utf8Bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static IllegalStateException unreadable(IOException e) {
    return new IllegalStateException("an event that we wrote cannot be read", e);
  }

  private static String object(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      if (node != null && node.isObject()) {
        return JSON.writeValueAsString(node);
      }
    } catch (JsonProcessingException e) {
      // Told below, with the same fix.
    }
    throw new IllegalArgumentException(
        "'" + text + "' is not a JSON object; use one such as {\"All\":false}");
  }
}
