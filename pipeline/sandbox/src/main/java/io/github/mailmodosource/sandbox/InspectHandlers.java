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

  /** {@code GET /}: what this is. */
  void about(Context request) {
    request
        .contentType("text/plain; charset=utf-8")
        .result(
            """
            A local stand-in for Segment's Tracking API.

            POST   /v1/batch         takes a batch, or refuses it with the reason
            GET    /sandbox/stats    what came in, in numbers
            GET    /sandbox/events   what came in, as JSON lines: ?event= &messageId= &limit=100 (0 = all) &offset=0
            DELETE /sandbox/events   forgets everything
            """);
  }

  /**
   * {@code GET /sandbox/stats}: {@link SandboxStats} as JSON; with a warehouse also {@link
   * WarehouseStats} under {@code warehouse}. A script has all it sent in the database, but what was
   * lost on purpose, when {@code waiting} is 0.
   */
  void stats(Context request) throws JsonProcessingException {
    SandboxStats stats = store.stats();
    ObjectNode json = JSON.createObjectNode();
    json.put("requests", stats.requests());
    json.put("refused", stats.refused());
    json.put("events", stats.events());
    json.put("duplicates", stats.duplicates());
    json.put("bytes", stats.bytes());
    ObjectNode byEvent = json.putObject("byEvent");
    stats.byEvent().forEach(byEvent::put);
    json.put("since", stats.since().toString());
    if (warehouse != null) {
      json.set("warehouse", JSON.valueToTree(warehouse.stats()));
    }
    request.contentType("application/json").result(JSON.writeValueAsBytes(json));
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
            number(request, "offset", 0),
            number(request, "limit", DEFAULT_LIMIT));
    request.contentType("application/x-ndjson");
    OutputStream out = request.outputStream();
    for (EventStore.Stored event : events) {
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

  private static int number(Context request, String name, int otherwise) {
    String value = given(request, name);
    if (value == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Answered below, as a negative one is.
    }
    throw new BadRequestResponse(name + " must be a number, 0 or more");
  }
}
