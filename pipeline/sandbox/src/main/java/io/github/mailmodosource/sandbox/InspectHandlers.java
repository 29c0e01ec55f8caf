package io.github.mailmodosource.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** The addresses that Segment does not have: what came in, to look at and to test against. */
final class InspectHandlers {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DEFAULT_LIMIT = 100;

  private final EventStore store;
  private final @Nullable WarehouseLoader warehouse;

  InspectHandlers(EventStore store, @Nullable WarehouseLoader warehouse) {
    this.store = store;
    this.warehouse = warehouse;
  }

  /**
   * {@code GET /sandbox/stats}: {@link SandboxStats} as JSON; with a warehouse also {@link
   * WarehouseStats} under {@code warehouse}. A script has all it sent in the database, but what was
   * lost on purpose, when {@code waiting} is 0.
   */
  void stats(Context request) throws JsonProcessingException {
    ObjectNode json = json(store.stats());
    if (warehouse != null) {
      json.set("warehouse", JSON.valueToTree(warehouse.stats()));
    }
    request.contentType("application/json").result(JSON.writeValueAsBytes(json));
  }

  /** As the page gets them too. */
  static ObjectNode json(SandboxStats stats) {
    ObjectNode json = JSON.createObjectNode();
    json.put("requests", stats.requests());
    json.put("refused", stats.refused());
    json.put("throttled", stats.throttled());
    json.put("events", stats.events());
    json.put("duplicates", stats.duplicates());
    json.put("bytes", stats.bytes());
    ObjectNode byEvent = json.putObject("byEvent");
    stats.byEvent().forEach(byEvent::put);
    json.put("since", stats.since().toString());
    return json;
  }

  /**
   * {@code GET /sandbox/events?event=&messageId=&limit=&offset=}: the kept payloads, a line each,
   * in the order of their arrival.
   *
   * <p>{@code limit} is 100 unless given; 0 means all.
   */
  void events(Context request) throws IOException {
    var events =
        store.find(
            given(request, "event"),
            given(request, "messageId"),
            (int) number(request, "offset", 0, Integer.MAX_VALUE),
            (int) number(request, "limit", DEFAULT_LIMIT, Integer.MAX_VALUE));
    request.contentType("application/x-ndjson");
    OutputStream out = request.outputStream();
    for (EventLog.Entry event : events) {
      out.write(event.payload());
      out.write('\n');
    }
  }

  /** {@code DELETE /sandbox/events}: forgets events, ids and counts; a warehouse keeps its rows. */
  void clear(Context request) {
    store.clear();
    request.contentType("application/json").result("{\"success\":true}");
  }

  private static @Nullable String given(Context request, String name) {
    String value = request.queryParam(name);
    return value == null || value.isEmpty() ? null : value;
  }

  /** A number of the query; 400 for what is not one, is below 0 or above the highest. */
  static long number(Context request, String name, long otherwise, long highest) {
    String value = given(request, name);
    if (value == null) {
      return otherwise;
    }
    try {
      long number = Long.parseLong(value);
      if (number >= 0 && number <= highest) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Answered below, as a negative one is.
    }
    throw new BadRequestResponse(
        name
            + " must be a number, 0 or more"
            + (highest < Integer.MAX_VALUE ? ", and " + highest + " at most" : ""));
  }
}
