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
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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

  /**
   * One event of the batch.
   *
   * @param json the merged event; any JSON value, it is not checked yet
   * @param bytes what the event alone took in the body, before merging
   */
  record Event(JsonNode json, int bytes) {}

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
      merge("context", context, events);
      merge("integrations", integrations, events);
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
   * Gives each event the batch's keys that it does not have itself. One level deep: Segment's
   * documentation says that the two are merged and no more, so a sender must not depend on how.
   */
  private static void merge(String key, @Nullable ObjectNode shared, List<Event> events) {
    if (shared == null) {
      return;
    }
    for (Event event : events) {
      if (event.json() instanceof ObjectNode json) {
        JsonNode own = json.get(key);
        if (own == null) {
          json.set(key, shared);
        } else if (own instanceof ObjectNode ownObject) {
          ObjectNode merged = shared.objectNode();
          merged.setAll(shared);
          merged.setAll(ownObject);
          json.set(key, merged);
        }
      }
    }
  }
}
