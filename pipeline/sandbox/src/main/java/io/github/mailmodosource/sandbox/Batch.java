package io.github.mailmodosource.sandbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The body of a batch request: {@code {"batch":[…],"sentAt":"…","context":{…},"integrations":{…}}}.
 *
 * @param events in the order of the batch, {@code context} and {@code integrations} of the batch
 *     merged into each
 * @param sentAt as it stands in the body, or null
 * @param unknownKeys keys of the body that the Tracking API does not know
 */
record Batch(List<Event> events, @Nullable JsonNode sentAt, List<String> unknownKeys) {

  /** Without what stands in it. */
  @Override
  public String toString() {
    return "Batch[" + events.size() + " events]";
  }

  /**
   * One event of the batch.
   *
   * @param json the merged event; any JSON value, it is not checked yet
   * @param bytes what the event alone took in the body, and what merging added to it
   */
  record Event(JsonNode json, int bytes) {
    @Override
    public String toString() {
      return "Event[" + bytes + " bytes]";
    }
  }

  /** Reads bodies; one for all requests. */
  static final class Reader {
    private final ObjectMapper mapper;

    /**
     * @param refuseDuplicateKeys a key that stands twice in an object is an error; else the last
     *     one counts, as in most parsers
     */
    Reader(boolean refuseDuplicateKeys) {
      JsonFactory factory =
          JsonFactory.builder()
              .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, refuseDuplicateKeys)
              // UTF-8 is the only encoding of the API; guessing UTF-16 would hide a sender's
              // mistake.
              .disable(JsonFactory.Feature.CHARSET_DETECTION)
              .build();
      mapper =
          JsonMapper.builder(factory)
              .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
              .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
              .build();
    }

    /**
     * @throws Refusal if the body is not a JSON object with a {@code batch} array, or its {@code
     *     context} or {@code integrations} is not an object
     */
    Batch read(byte[] body) throws Refusal {
      try (JsonParser parser = mapper.createParser(body)) {
        return read(parser);
      } catch (JsonProcessingException e) {
        // The full message would quote the body.
        var location = e.getLocation();
        String where = location == null ? "" : " at byte " + location.getByteOffset();
        throw Refusal.badRequest("invalid JSON" + where + ": " + e.getOriginalMessage());
      } catch (IOException e) {
        throw Refusal.badRequest("invalid JSON: " + e.getMessage());
      }
    }

    private Batch read(JsonParser parser) throws IOException, Refusal {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw Refusal.badRequest("the body must be a JSON object");
      }
      List<Event> events = null;
      JsonNode sentAt = null;
      ObjectNode context = null;
      ObjectNode integrations = null;
      List<String> unknownKeys = new ArrayList<>(0);
      for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
        parser.nextToken();
        switch (key) {
          case "batch" -> events = readEvents(parser);
          case "sentAt" -> sentAt = mapper.readTree(parser);
          case "context" -> context = readObject(key, parser);
          case "integrations" -> integrations = readObject(key, parser);
          // Segment's other way to authenticate. Here the header alone counts.
          case "writeKey" -> parser.skipChildren();
          default -> {
            unknownKeys.add(key);
            parser.skipChildren();
          }
        }
      }
      if (parser.nextToken() != null) {
        throw Refusal.badRequest("invalid JSON: something follows the object");
      }
      if (events == null) {
        throw Refusal.badRequest("batch is missing");
      }
      if (context != null) {
        events.replaceAll(new SharedKey("context", context));
      }
      if (integrations != null) {
        events.replaceAll(new SharedKey("integrations", integrations));
      }
      return new Batch(events, sentAt, unknownKeys);
    }

    private List<Event> readEvents(JsonParser parser) throws IOException, Refusal {
      if (!parser.isExpectedStartArrayToken()) {
        throw Refusal.badRequest("batch must be an array");
      }
      List<Event> events = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        long start = parser.currentTokenLocation().getByteOffset();
        JsonNode json = mapper.readTree(parser);
        long end = parser.currentLocation().getByteOffset();
        events.add(new Event(json, (int) (end - start)));
      }
      return events;
    }

    private ObjectNode readObject(String key, JsonParser parser) throws IOException, Refusal {
      if (mapper.readTree(parser) instanceof ObjectNode object) {
        return object;
      }
      throw Refusal.badRequest(key + " must be an object");
    }
  }

  /**
   * Gives each event the keys of the batch's object that it does not have itself. One level deep:
   * Segment's documentation says that the two are merged and no more, so a sender must not depend
   * on how.
   */
  private static final class SharedKey implements UnaryOperator<Event> {
    private final String key;
    private final ObjectNode shared;
    private final Map<String, Integer> fieldBytes = new HashMap<>();

    SharedKey(String key, ObjectNode shared) {
      this.key = key;
      this.shared = shared;
      shared.properties().forEach(f -> fieldBytes.put(f.getKey(), bytes(f.getKey(), f.getValue())));
    }

    @Override
    public Event apply(Event event) {
      if (!(event.json() instanceof ObjectNode json)) {
        return event;
      }
      JsonNode own = json.get(key);
      if (own != null && !own.isObject()) {
        return event;
      }
      ObjectNode merged = shared.objectNode();
      merged.setAll(shared);
      int added = 0;
      if (own instanceof ObjectNode ownObject) {
        int missing = 0;
        for (Map.Entry<String, Integer> field : fieldBytes.entrySet()) {
          if (!own.has(field.getKey())) {
            added += field.getValue();
            missing++;
          }
        }
        added += commas(missing, own.size());
        merged.setAll(ownObject);
      } else {
        added = bytes(key, shared) + commas(1, json.size());
      }
      json.set(key, merged);
      return new Event(json, event.bytes() + added);
    }

    /** How many commas more it takes to put so many fields behind those that are there. */
    private static int commas(int added, int present) {
      return Math.max(0, present > 0 ? added : added - 1);
    }

    private static int bytes(String name, JsonNode value) {
      // With its colon. Not as bytes: Jackson would escape what is beyond three of them.
      return utf8(TextNode.valueOf(name)) + 1 + utf8(value);
    }

    private static int utf8(JsonNode json) {
      return json.toString().getBytes(StandardCharsets.UTF_8).length;
    }
  }
}
