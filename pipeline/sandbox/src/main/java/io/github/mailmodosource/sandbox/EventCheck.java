package io.github.mailmodosource.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one event, if anything.
 *
 * <p>{@link #strict()} holds an event against the documentation of Segment's Mailmodo Source (the
 * seven events, their properties, the identity of the integration); {@link #lenient()} against the
 * rules of the Tracking API alone, which are the reasons for which Segment discards an event at
 * ingest: {@code no_user_anon_id}, {@code id_not_string}, {@code event_not_defined}, {@code
 * event_not_string}, {@code properties_not_object}.
 *
 * <p>A reason names the place by its path ({@code properties.link_id is null}) and never repeats
 * the value: values hold personal data, and answers end up in logs.
 */
final class EventCheck {
  /** The HTTP API page says "fewer than 100 characters"; this project promises 100 at most. */
  private static final int MAX_MESSAGE_ID = 100;

  private static final Set<String> EVENT_KEYS =
      Set.of(
          "type",
          "event",
          "userId",
          "anonymousId",
          "messageId",
          "timestamp",
          "properties",
          "context",
          "integrations");

  private static final Set<String> COMMON_PROPERTIES =
      Set.of(
          "email_id",
          "email_subject",
          "email_type",
          "template_id",
          "template_name",
          "campaign_id",
          "campaign_name",
          "campaign_type",
          "campaign_trigger_source");

  private static final Map<String, Set<String>> PROPERTIES =
      Map.of(
          "Email Sent", commonAnd(),
          "Email Opened", commonAnd("apple_privacy_open"),
          "Link Clicked", commonAnd("link_id", "link_url"),
          "Email Form Submitted", commonAnd("form_id", "form_name", "submission_type"),
          "Email Marked as Spam", commonAnd(),
          "Email Bounced", commonAnd("reason", "is_hard_bounce"),
          "Email Unsubscribed", commonAnd("reason"));

  private static final Set<String> BOOLEAN_PROPERTIES =
      Set.of("apple_privacy_open", "is_hard_bounce");

  private final boolean strict;

  private EventCheck(boolean strict) {
    this.strict = strict;
  }

  /** The Tracking API's rules, and those of the Mailmodo Source. */
  static EventCheck strict() {
    return new EventCheck(true);
  }

  /** The Tracking API's rules only. */
  static EventCheck lenient() {
    return new EventCheck(false);
  }

  /**
   * Every reason why this event is wrong, in a stable order; empty if it is right.
   *
   * @param event the event with the batch's {@code context} and {@code integrations} already merged
   *     in
   */
  List<String> reasons(JsonNode event) {
    if (!event.isObject()) {
      return List.of("the event " + mustBe("an object", event));
    }
    List<String> reasons = new ArrayList<>(0);
    if (strict) {
      checkStrictly(event, reasons);
    } else {
      checkAsSegmentDoes(event, reasons);
    }
    return reasons;
  }

  private static void checkAsSegmentDoes(JsonNode event, List<String> reasons) {
    String type = text("type", event.get("type"), reasons);
    if ("track".equals(type)) {
      text("event", event.get("event"), reasons);
    }
    checkIdentity(event, reasons);
    if (event.has("messageId")) {
      checkMessageId(event.get("messageId"), reasons);
    }
    JsonNode properties = event.get("properties");
    if (properties != null && !properties.isObject()) {
      reasons.add("properties " + mustBe("an object", properties));
    }
  }

  private static void checkStrictly(JsonNode event, List<String> reasons) {
    for (Iterator<String> names = event.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!EVENT_KEYS.contains(name)) {
        reasons.add(name + " is not a key of a track event");
      }
    }
    checkEquals("type", event.get("type"), "track", reasons);
    Set<String> known = checkEventName(event.get("event"), reasons);
    checkIdentity(event, reasons);
    checkMessageId(event.get("messageId"), reasons);
    checkTimestamp(event.get("timestamp"), reasons);
    checkProperties(event.get("properties"), known, reasons);
    checkContext(event.get("context"), reasons);
    object("integrations", event.get("integrations"), reasons);
  }

  /** The properties that the event may have; null if the event is not one of the seven. */
  private static @Nullable Set<String> checkEventName(
      @Nullable JsonNode node, List<String> reasons) {
    String name = text("event", node, reasons);
    if (name == null) {
      return null;
    }
    Set<String> known = PROPERTIES.get(name);
    if (known == null) {
      reasons.add("event is not one of the seven Mailmodo events");
    }
    return known;
  }

  private static void checkIdentity(JsonNode event, List<String> reasons) {
    JsonNode userId = event.get("userId");
    JsonNode anonymousId = event.get("anonymousId");
    if (userId == null && anonymousId == null) {
      reasons.add("userId or anonymousId is missing");
    }
    if (userId != null) {
      text("userId", userId, reasons);
    }
    if (anonymousId != null) {
      text("anonymousId", anonymousId, reasons);
    }
  }

  private static void checkMessageId(@Nullable JsonNode node, List<String> reasons) {
    String messageId = text("messageId", node, reasons);
    if (messageId != null && messageId.length() > MAX_MESSAGE_ID) {
      reasons.add("messageId is longer than 100 characters");
    }
  }

  private static void checkTimestamp(@Nullable JsonNode node, List<String> reasons) {
    String timestamp = text("timestamp", node, reasons);
    if (timestamp != null && !isUtcMillis(timestamp)) {
      reasons.add("timestamp must be UTC with 3 fraction digits: 2026-11-20T03:04:05.678Z");
    }
  }

  /** Positions first: they are cheap, and the parser alone would take other precisions too. */
  private static boolean isUtcMillis(String text) {
    if (text.length() != 24
        || text.charAt(4) != '-'
        || text.charAt(19) != '.'
        || text.charAt(23) != 'Z') {
      return false;
    }
    try {
      LocalDateTime.parse(text.subSequence(0, 23));
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static void checkProperties(
      @Nullable JsonNode node, @Nullable Set<String> known, List<String> reasons) {
    JsonNode properties = object("properties", node, reasons);
    if (properties == null) {
      return;
    }
    for (Map.Entry<String, JsonNode> property : properties.properties()) {
      checkProperty(property.getKey(), property.getValue(), known, reasons);
    }
    if (properties.has("campaign_trigger_source")
        && !"TRIGGERED".equals(properties.path("campaign_type").textValue())) {
      reasons.add("properties.campaign_trigger_source needs campaign_type TRIGGERED");
    }
  }

  private static void checkProperty(
      String name, JsonNode value, @Nullable Set<String> known, List<String> reasons) {
    String path = "properties." + name;
    if (known != null && !known.contains(name)) {
      reasons.add(path + " is not documented for this event");
    } else if (!BOOLEAN_PROPERTIES.contains(name)) {
      text(path, value, reasons);
    } else if (!value.isBoolean()) {
      reasons.add(path + " " + mustBe("a boolean", value));
    }
  }

  private static void checkContext(@Nullable JsonNode node, List<String> reasons) {
    JsonNode context = object("context", node, reasons);
    if (context == null) {
      return;
    }
    JsonNode traits = object("context.traits", context.get("traits"), reasons);
    if (traits != null) {
      checkEmail(traits.get("email"), reasons);
    }
    JsonNode integration = object("context.integration", context.get("integration"), reasons);
    if (integration != null) {
      checkEquals("context.integration.name", integration.get("name"), "mailmodo", reasons);
      checkEquals("context.integration.version", integration.get("version"), "1.0.0", reasons);
    }
    JsonNode library = object("context.library", context.get("library"), reasons);
    if (library != null) {
      text("context.library.name", library.get("name"), reasons);
    }
  }

  private static void checkEmail(@Nullable JsonNode node, List<String> reasons) {
    String email = text("context.traits.email", node, reasons);
    if (email == null) {
      return;
    }
    if (!email.equals(email.strip())) {
      reasons.add("context.traits.email is not trimmed");
    }
    if (!email.equals(email.toLowerCase(Locale.ROOT))) {
      reasons.add("context.traits.email is not lower-case");
    }
  }

  private static void checkEquals(
      String path, @Nullable JsonNode node, String expected, List<String> reasons) {
    String actual = text(path, node, reasons);
    if (actual != null && !actual.equals(expected)) {
      reasons.add(path + " must be \"" + expected + "\"");
    }
  }

  /** The node if it is an object; else null, and the reason is added. */
  private static @Nullable JsonNode object(
      String path, @Nullable JsonNode node, List<String> reasons) {
    if (node == null) {
      reasons.add(path + " is missing");
      return null;
    }
    if (!node.isObject()) {
      reasons.add(path + " " + mustBe("an object", node));
      return null;
    }
    return node;
  }

  /** The text if the node is a string that is not empty; else null, and the reason is added. */
  private static @Nullable String text(String path, @Nullable JsonNode node, List<String> reasons) {
    if (node == null) {
      reasons.add(path + " is missing");
      return null;
    }
    String text = node.textValue();
    if (text == null) {
      reasons.add(path + " " + mustBe("a string", node));
    } else if (text.isEmpty()) {
      reasons.add(path + " is empty");
      return null;
    }
    return text;
  }

  private static String mustBe(String expected, JsonNode actual) {
    if (actual.isNull()) {
      return "is null";
    }
    return "must be " + expected + ", not " + kindOf(actual);
  }

  private static String kindOf(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "an array";
      case BOOLEAN -> "a boolean";
      case NUMBER -> "a number";
      case OBJECT -> "an object";
      case STRING -> "a string";
      default -> "that";
    };
  }

  private static Set<String> commonAnd(String... own) {
    Set<String> names = new HashSet<>(COMMON_PROPERTIES);
    names.addAll(List.of(own));
    return Set.copyOf(names);
  }
}
