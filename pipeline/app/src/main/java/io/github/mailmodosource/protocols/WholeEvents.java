package io.github.mailmodosource.protocols;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mailmodosource.event.EventJson;
import io.github.mailmodosource.event.SharedFields;
import io.github.mailmodosource.event.TrackEvent;
import java.io.IOException;

/**
 * Events with what they share, as {@link SharedFields#mergedInto} writes them, but as trees: what
 * is shared is read once. Numbers are doubles, as they are to Segment.
 */
final class WholeEvents {
  private static final ObjectReader JSON = new ObjectMapper().readerFor(JsonNode.class);

  private final SharedFields shared;
  private final ObjectNode context;
  private final JsonNode integrations;

  WholeEvents(SharedFields shared) {
    this.shared = shared;
    try {
      context = JSON.readValue(shared.isNone() ? "{}" : shared.context());
      integrations = JSON.readTree(shared.isNone() ? "{}" : shared.integrations());
    } catch (IOException e) {
      throw new IllegalStateException("what we wrote can be read", e);
    }
  }

  /**
   * The event as Segment sees it.
   *
   * @throws NotComparedException if it is deeper or longer than a tree may be
   */
  ObjectNode of(TrackEvent event) throws NotComparedException {
    EventJson json = event.json();
    try {
      ObjectNode whole = JSON.readValue(json.buffer(), json.offset(), json.length());
      if (!shared.isNone()) {
        whole.withObject("/context").setAll(context);
        whole.set("integrations", integrations);
      }
      return whole;
    } catch (IOException e) {
      throw new NotComparedException(e);
    }
  }
}
