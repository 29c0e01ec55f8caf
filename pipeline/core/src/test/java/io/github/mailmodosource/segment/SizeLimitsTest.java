package io.github.mailmodosource.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mailmodosource.deadletter.Reason;
import io.github.mailmodosource.event.EventJson;
import io.github.mailmodosource.event.SharedFields;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.rows.SourceRow;
import io.github.mailmodosource.sandbox.Sandbox;
import io.github.mailmodosource.sandbox.SandboxSettings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/**
 * "At most 32,000 bytes an event, 475,000 bytes (uncompressed) and 2,500 events a batch": at each
 * limit, one below it and one above it, as another writer of JSON counts.
 */
class SizeLimitsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int EVENT_BYTES = 32_000;

  /** Of one to four bytes in UTF-8, and some that JSON escapes. */
  private static final List<String> CHARACTERS =
      List.of("x", "é", "€", "😀", "\"", "\\", "\n", "\u0007");

  /** Those of the command are not there, by default, or from {@code --integrations}. */
  private static final List<SharedFields> SHARED =
      List.of(
          SharedFields.none(),
          SharedFields.of(null),
          SharedFields.of("{}"),
          SharedFields.of("{\"All\":false,\"Größe 😀\":{\"all\":true}}"));

  /** Some events have a context of their own, as ours do. */
  private static final List<String> CONTEXTS =
      List.of(
          "{}",
          "{\"context\":{}}",
          "{\"context\":{\"traits\":{\"email\":\"reader@bücher.example\"}}}",
          "{\"context\":{\"traits\":{},\"locale\":\"de\"}}");

  /**
   * Events of a size.
   *
   * @param context what the events have besides, as an object
   * @param character what most of an event is made of
   */
  record Kind(SharedFields shared, String context, String character) {
    /** The whole event as Segment merges it, with this text for a subject. */
    private ObjectNode merged(String subject) {
      ObjectNode event = alone(subject);
      if (!shared.isNone()) {
        ObjectNode context = event.withObject("/context");
        object(shared.context()).properties().forEach(f -> context.set(f.getKey(), f.getValue()));
        event.set("integrations", object(shared.integrations()));
      }
      return event;
    }

    private ObjectNode alone(String subject) {
      ObjectNode event = JSON.createObjectNode();
      event.put("type", "track").put("event", "Email Sent").put("userId", "u");
      event.put("messageId", "mailmodo-1").put("timestamp", "2026-11-20T03:04:05.678Z");
      event.putObject("properties").put("email_subject", subject);
      event.setAll(object(context));
      return event;
    }

    /** An event that has so many bytes when it is merged. */
    TrackEvent ofMergedBytes(int bytes) {
      return event(alone(subject(bytes - bytes(merged("")))));
    }

    /** An event that has so many bytes in the body of a request. */
    TrackEvent ofBytes(int bytes) {
      return event(alone(subject(bytes - bytes(alone("")))));
    }

    private String subject(int bytes) {
      int each = bytes(JSON.getNodeFactory().textNode(character)) - 2;
      return character.repeat(bytes / each) + "x".repeat(bytes % each);
    }

    SegmentSettings settings(String... settings) {
      return Sending.settings("http://127.0.0.1", settings).toBuilder().shared(shared).build();
    }
  }

  @Provide
  Arbitrary<Kind> kinds() {
    return Combinators.combine(
            Arbitraries.of(SHARED), Arbitraries.of(CONTEXTS), Arbitraries.of(CHARACTERS))
        .as(Kind::new);
  }

  @Property
  void anEventIsTooLargeFromOneByteAboveTheLimit(
      @ForAll("kinds") Kind kind, @ForAll @IntRange(min = -1, max = 1) int beside) {
    EventSize size = new EventSize(kind.shared());
    TrackEvent event = kind.ofMergedBytes(EVENT_BYTES + beside);

    assertEquals(EVENT_BYTES + beside, size.of(event));
    assertEquals(beside > 0, size.isTooLarge(event));
  }

  /** Replay sends what stands in the letter, with nothing beside it. */
  @Property
  void asADeadLetterHasItAnEventHasTheSameBytes(
      @ForAll("kinds") Kind kind, @ForAll @IntRange(min = -1, max = 1) int beside) {
    TrackEvent event = kind.ofMergedBytes(EVENT_BYTES + beside);
    TrackEvent letter = TrackEvent.of(kind.shared().mergedInto(event));

    assertEquals(EVENT_BYTES + beside, new EventSize(SharedFields.none()).of(letter));
  }

  /** Whatever way a stranger's event is written in, what its batch adds is counted right. */
  @Property
  void whiteSpaceOfAnEventCounts(@ForAll("kinds") Kind kind) throws JsonProcessingException {
    ObjectNode alone = kind.alone("x".repeat(20));
    String spaced = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(alone);
    int white = EventJson.of(spaced).length() - bytes(alone);
    TrackEvent event = TrackEvent.of(spaced);

    assertEquals(
        bytes(kind.merged("x".repeat(20))) + white, new EventSize(kind.shared()).of(event));
  }

  @Property
  void aBatchIsFullFromOneByteAboveTheLimit(
      @ForAll("kinds") Kind kind,
      @ForAll("batchBytes") int batchBytes,
      @ForAll @IntRange(min = -1, max = 1) int beside) {
    SegmentSettings settings = kind.settings("--batchBytes=" + batchBytes, "--compression=none");
    List<TrackEvent> events = new ArrayList<>();
    int left = batchBytes + beside - bytes(body(kind, events));
    while (left > 30_000) {
      // And a comma.
      events.add(kind.ofBytes(left > 60_000 ? 29_999 : left / 2));
      left -= events.get(events.size() - 1).json().length() + 1;
    }
    events.add(kind.ofBytes(left));
    assertEquals(batchBytes + beside, bytes(body(kind, events)));

    List<List<TrackEvent>> batches = pack(events, settings);

    assertEquals(beside > 0 ? 2 : 1, batches.size());
    for (List<TrackEvent> batch : batches) {
      List<ByteBuffer> sent = new RequestBody(batch, settings).finish(Instant.now());
      assertEquals(bytes(body(kind, batch)), sent.stream().mapToInt(ByteBuffer::remaining).sum());
    }
  }

  @Provide
  Arbitrary<Integer> batchBytes() {
    return Arbitraries.of(40_000, 40_001, 99_999, 474_999, 475_000);
  }

  @Property
  void aBatchIsFullFromOneEventAboveTheLimit(
      @ForAll("batchEvents") int batchEvents, @ForAll @IntRange(min = -1, max = 1) int beside) {
    SegmentSettings settings = Sending.settings("http://127.0.0.1", "--batchEvents=" + batchEvents);
    List<TrackEvent> events = Events.some(batchEvents + beside);

    List<Integer> sizes = pack(events, settings).stream().map(List::size).toList();

    if (beside > 0) {
      assertEquals(List.of(batchEvents, 1), sizes);
    } else {
      assertEquals(events.isEmpty() ? List.of() : List.of(batchEvents + beside), sizes);
    }
  }

  @Provide
  Arbitrary<Integer> batchEvents() {
    return Arbitraries.of(1, 2, 100, 2_499, 2_500);
  }

  /** Another reader of Segment's rules, which merges by itself, comes to the same. */
  @Property(tries = 60)
  void theSandboxAgrees(@ForAll("kinds") Kind kind, @ForAll @IntRange(min = -1, max = 1) int beside)
      throws Exception {
    TrackEvent event = kind.ofMergedBytes(EVENT_BYTES + beside);
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.onAnyPort().withLenient(true))) {
      SegmentSettings settings = kind.settings("--endpoint=" + sandbox.endpoint(), "--retryFor=0s");

      Delivered alone = Sending.sendOne(settings, List.of(event));
      // Only an event that is alone is judged before it is sent.
      Delivered asked = Sending.sendOne(settings, List.of(Events.event("small", 0), event));

      assertEquals(beside > 0 ? 0 : 1, count(alone));
      assertEquals(beside > 0 ? 1 : 2, count(asked));
      if (beside > 0) {
        assertEquals(Reason.EVENT_TOO_LARGE, alone.refused().get(0).reason());
        assertEquals(Reason.REJECTED_BY_SEGMENT, asked.refused().get(0).reason());
        String message = asked.refused().get(0).message();
        assertTrue(message.contains("the event has 32001 bytes"), message);
      }
    }
  }

  private static long count(Delivered delivered) {
    return delivered.sent().values().stream().mapToLong(Long::longValue).sum();
  }

  private static ObjectNode body(Kind kind, List<TrackEvent> events) {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode batch = body.putArray("batch");
    events.forEach(event -> batch.add(object(event.json().text())));
    if (!kind.shared().isNone()) {
      body.set("context", object(kind.shared().context()));
      body.set("integrations", object(kind.shared().integrations()));
    }
    return body.put("sentAt", "2026-11-26T23:59:59.999Z");
  }

  private static List<List<TrackEvent>> pack(List<TrackEvent> events, SegmentSettings settings) {
    BatchPacker packer = new BatchPacker(settings);
    List<List<TrackEvent>> batches = new ArrayList<>();
    events.forEach(event -> addTo(batches, packer.add(event)));
    addTo(batches, packer.flush());
    return batches;
  }

  private static void addTo(List<List<TrackEvent>> batches, @Nullable List<TrackEvent> batch) {
    if (batch != null) {
      batches.add(batch);
    }
  }

  private static TrackEvent event(ObjectNode json) {
    EventJson text = EventJson.of(json.toString());
    return new TrackEvent("mailmodo-1", "Email Sent", text, SourceRow.none());
  }

  private static ObjectNode object(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int bytes(JsonNode json) {
    return json.toString().getBytes(StandardCharsets.UTF_8).length;
  }
}
