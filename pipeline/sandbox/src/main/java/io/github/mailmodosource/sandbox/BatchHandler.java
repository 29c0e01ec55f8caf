package io.github.mailmodosource.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mailmodosource.sandbox.Refusal.WrongEvent;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/batch}: takes a batch whole or not at all.
 *
 * <p>Answers 200 {@code {"success":true}}; 401 without a right write key; 429 above the rate, if
 * there is one; else 400 {@code {"success":false,"message":"2 of 40 events are
 * wrong","errors":[{"index":3,"messageId":"…","reasons":["properties.link_id is null"]}]}}, with
 * {@code errors} only if single events are at fault.
 *
 * <p>Stricter than Segment, whose HTTP API page says "a 200 response for all API requests except
 * errors caused by large payloads and JSON errors": a batch of more than 2,500 events is refused
 * here where Segment drops the rest with a 200, and so is a batch whose {@code sentAt} is not now.
 * Segment computes {@code timestamp = receivedAt - (sentAt - originalTimestamp)}, so that a {@code
 * sentAt} copied from an earlier attempt moves every event in time.
 */
final class BatchHandler implements Handler {
  private static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(5);
  private static final byte[] SUCCESS = "{\"success\":true}".getBytes(StandardCharsets.UTF_8);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SandboxSettings settings;
  private final EventStore store;
  private final @Nullable WarehouseLoader warehouse;
  private final EventCheck check;
  private final Batch.Reader reader;
  private final RequestLimit limit;

  /**
   * @param warehouse gets what is accepted; null for none
   */
  BatchHandler(SandboxSettings settings, EventStore store, @Nullable WarehouseLoader warehouse) {
    this.settings = settings;
    this.store = store;
    this.warehouse = warehouse;
    this.check = settings.lenient() ? EventCheck.lenient() : EventCheck.strict();
    this.reader = new Batch.Reader(!settings.lenient());
    this.limit = new RequestLimit(settings.maxRequestsPerSecond(), System::nanoTime);
  }

  @Override
  public void handle(Context request) throws IOException {
    request.contentType("application/json");
    try {
      accept(request);
      request.result(SUCCESS);
    } catch (Refusal refusal) {
      // See RequestBody: the client must have sent all before it can hear the reason.
      request.bodyInputStream().transferTo(OutputStream.nullOutputStream());
      store.refuse(refusal);
      answer(request, refusal);
    }
  }

  private void accept(Context request) throws Refusal, IOException {
    limit.check();
    checkAuthorization(request.header("Authorization"));
    checkContentType(request.header("Content-Type"));
    byte[] body =
        RequestBody.read(
            request.bodyInputStream(),
            request.header("Content-Encoding"),
            settings.maxBatchBytes());
    Batch batch = reader.read(body);
    checkEnvelope(batch);
    checkEvents(batch.events());
    List<EventStore.Stored> events = toStore(batch.events());
    BitSet first = store.accept(events, body.length);
    if (warehouse != null) {
      Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
      Instant sentAt = sentAt(batch.sentAt(), now);
      for (int i = 0; i < events.size(); i++) {
        warehouse.offer(new WarehouseLoader.Arrival(events.get(i), first.get(i), now, sentAt));
      }
    }
  }

  /** As the batch says; only lenient lets one in that says nothing. */
  private static Instant sentAt(@Nullable JsonNode sentAt, Instant otherwise) {
    try {
      return OffsetDateTime.parse(sentAt == null ? "" : sentAt.asText()).toInstant();
    } catch (DateTimeException e) {
      return otherwise;
    }
  }

  private void checkAuthorization(@Nullable String header) throws Refusal {
    if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
      throw unauthorized("Basic authorization is missing");
    }
    String credentials;
    try {
      byte[] decoded = Base64.getDecoder().decode(header.substring(6).strip());
      credentials = new String(decoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw unauthorized("Basic authorization is not base64");
    }
    int colon = credentials.indexOf(':');
    if (colon < 1 || colon != credentials.length() - 1) {
      throw unauthorized("Basic authorization must be base64 of the write key and a colon");
    }
    if (settings.writeKey() != null
        && !sameSecret(settings.writeKey(), credentials.substring(0, colon))) {
      throw unauthorized("An invalid write key was provided");
    }
  }

  private static boolean sameSecret(String expected, String actual) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), actual.getBytes(StandardCharsets.UTF_8));
  }

  private static Refusal unauthorized(String message) {
    return new Refusal(401, message, List.of());
  }

  private static void checkContentType(@Nullable String header) throws Refusal {
    String type = header == null ? "" : header.replace(" ", "");
    if (!type.equalsIgnoreCase("application/json")
        && !type.equalsIgnoreCase("application/json;charset=utf-8")) {
      throw Refusal.badRequest("Content-Type must be application/json");
    }
  }

  private void checkEnvelope(Batch batch) throws Refusal {
    int events = batch.events().size();
    if (events == 0) {
      throw Refusal.badRequest("batch is empty");
    }
    if (events > settings.maxBatchEvents()) {
      throw Refusal.badRequest(
          "batch has " + events + " events, more than " + settings.maxBatchEvents());
    }
    if (settings.lenient()) {
      return;
    }
    if (!batch.unknownKeys().isEmpty()) {
      throw Refusal.badRequest(batch.unknownKeys().get(0) + " is not a key of a batch");
    }
    checkSentAt(batch.sentAt(), Instant.now());
  }

  private static void checkSentAt(@Nullable JsonNode sentAt, Instant now) throws Refusal {
    String text = sentAt == null ? null : sentAt.textValue();
    if (text == null) {
      throw Refusal.badRequest("sentAt is missing");
    }
    Instant time;
    try {
      time = OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw Refusal.badRequest("sentAt is not an ISO-8601 time with an offset");
    }
    if (Duration.between(time, now).abs().compareTo(MAX_CLOCK_SKEW) > 0) {
      throw Refusal.badRequest("sentAt is more than 5 minutes from now: stamp it at each attempt");
    }
  }

  private void checkEvents(List<Batch.Event> events) throws Refusal, JsonProcessingException {
    List<WrongEvent> errors = new ArrayList<>(0);
    for (int i = 0; i < events.size(); i++) {
      Batch.Event event = events.get(i);
      List<String> reasons = check.reasons(event.json());
      if (event.bytes() > settings.maxEventBytes()) {
        reasons = new ArrayList<>(reasons);
        reasons.add(
            RequestBody.PAYLOAD_LIMIT
                + "the event has "
                + event.bytes()
                + " bytes, more than "
                + settings.maxEventBytes());
      }
      if (!reasons.isEmpty()) {
        errors.add(wrong(i, event.json(), reasons));
      }
    }
    if (!errors.isEmpty()) {
      String message = errors.size() + " of " + events.size() + " events are wrong";
      throw new Refusal(400, message, errors);
    }
  }

  private static WrongEvent wrong(int index, JsonNode event, List<String> reasons)
      throws JsonProcessingException {
    String name = event.path("event").textValue();
    return new WrongEvent(
        index,
        event.path("messageId").textValue(),
        name == null ? event.path("type").textValue() : name,
        JSON.writeValueAsBytes(event),
        reasons);
  }

  private static List<EventStore.Stored> toStore(List<Batch.Event> events)
      throws JsonProcessingException {
    List<EventStore.Stored> stored = new ArrayList<>(events.size());
    for (Batch.Event event : events) {
      ObjectNode json = (ObjectNode) event.json();
      if (!json.has("messageId")) {
        // Only lenient lets this through; Segment assigns one too.
        json.put("messageId", UUID.randomUUID().toString());
      }
      String name = json.path("event").asText(json.path("type").textValue());
      stored.add(
          new EventStore.Stored(
              json.path("messageId").textValue(), name, JSON.writeValueAsBytes(json)));
    }
    return stored;
  }

  private static void answer(Context request, Refusal refusal) throws JsonProcessingException {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("success", false);
    answer.put("message", refusal.reason());
    if (!refusal.errors().isEmpty()) {
      ArrayNode errors = answer.putArray("errors");
      for (WrongEvent wrong : refusal.errors()) {
        ObjectNode error = errors.addObject();
        error.put("index", wrong.index());
        error.put("messageId", wrong.messageId());
        ArrayNode reasons = error.putArray("reasons");
        wrong.reasons().forEach(reasons::add);
      }
    }
    if (refusal.status() == 401) {
      request.header("WWW-Authenticate", "Basic realm=\"sandbox\"");
    }
    if (refusal.status() == Refusal.TOO_MANY_REQUESTS) {
      // Both, as the HTTP API page says. A second is the least that they can say.
      request.header("Retry-After", "1").header("X-RateLimit-Reset", "1");
    }
    request.status(refusal.status()).result(JSON.writeValueAsBytes(answer));
  }
}
