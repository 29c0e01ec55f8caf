package io.github.mailmodosource.bench.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Contacts and rows as one would read them by hand: a tree for each row, a map of the contacts. It
 * does for well-formed rows what our job does for all: the same gate, the same properties.
 */
final class Rows {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String[] EVENTS = {
    "Email Sent", "sent",
    "Email Opened", "opened",
    "Link Clicked", "clicked",
    "Email Form Submitted", "submitted",
    "Email Marked as Spam", "complained",
    "Email Bounced", "bounced",
    "Email Unsubscribed", "unsubscribed"
  };

  private static final Map<String, String> NAMES = new HashMap<>();

  private static final String[] COMMON = {
    "email_id",
    "email_subject",
    "email_type",
    "template_id",
    "template_name",
    "campaign_id",
    "campaign_name",
    "campaign_type"
  };

  private static final Map<String, List<String>> OWN =
      Map.of(
          "Email Opened", List.of("apple_privacy_open"),
          "Link Clicked", List.of("link_id", "link_url"),
          "Email Form Submitted", List.of("form_id", "form_name", "submission_type"),
          "Email Bounced", List.of("reason", "is_hard_bounce"),
          "Email Unsubscribed", List.of("reason"));

  static {
    for (int i = 0; i < EVENTS.length; i += 2) {
      NAMES.put(EVENTS[i].toLowerCase(Locale.ROOT).replace(' ', '_'), EVENTS[i]);
      NAMES.put(EVENTS[i + 1], EVENTS[i]);
    }
  }

  /** Who a contact was from a time on. */
  record Identified(Instant at, String id, boolean anonymous) {}

  /** What is sent of a row. */
  record Event(
      String name,
      Identified who,
      String email,
      Instant time,
      String messageId,
      Map<String, Object> properties) {}

  private final Map<String, List<Identified>> contacts = new HashMap<>();

  Rows(Path contactFile) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(contactFile, UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode call = JSON.readTree(line);
        String email = call.path("traits").path("email").asText();
        if (!call.path("type").asText().equals("identify") || email.isEmpty()) {
          continue;
        }
        boolean anonymous = !call.hasNonNull("userId");
        contacts
            .computeIfAbsent(email.strip().toLowerCase(Locale.ROOT), e -> new ArrayList<>(1))
            .add(
                new Identified(
                    Instant.parse(call.get("receivedAt").asText()),
                    call.get(anonymous ? "anonymousId" : "userId").asText(),
                    anonymous));
      }
    }
    contacts.values().forEach(calls -> calls.sort(Comparator.comparing(Identified::at)));
  }

  /** The event of a row; null if its contact was not identified by then. */
  @Nullable Event event(String line) throws IOException {
    JsonNode row = JSON.readTree(line);
    String email = row.get("email").asText().strip().toLowerCase(Locale.ROOT);
    Instant time = time(row.get("occurred_at").asText());
    Identified who = null;
    for (Identified call : contacts.getOrDefault(email, List.of())) {
      if (call.at().isAfter(time)) {
        break;
      }
      who = call;
    }
    if (who == null) {
      return null;
    }
    String event = row.get("event").asText().toLowerCase(Locale.ROOT).replace(' ', '_');
    String name = Objects.requireNonNull(NAMES.get(event), event);
    Map<String, Object> properties = new LinkedHashMap<>();
    for (String property : COMMON) {
      put(properties, row, property);
    }
    if (row.path("campaign_type").asText().equals("TRIGGERED")) {
      put(properties, row, "campaign_trigger_source");
    }
    for (String property : OWN.getOrDefault(name, List.of())) {
      put(properties, row, property);
    }
    return new Event(name, who, email, time, messageId(row, name, email, time), properties);
  }

  private static void put(Map<String, Object> properties, JsonNode row, String name) {
    JsonNode value = row.get(name);
    if (value != null && !value.isNull()) {
      properties.put(name, value.isBoolean() ? value.booleanValue() : value.asText());
    }
  }

  /** Any id will do that is the same whenever the row is sent. */
  private static String messageId(JsonNode row, String name, String email, Instant time) {
    String id =
        row.hasNonNull("id")
            ? row.get("id").asText()
            : String.join(
                "|",
                name,
                email,
                time.toString(),
                row.path("campaign_id").asText(),
                row.path("link_id").asText(),
                row.path("form_id").asText());
    return "mailmodo-" + UUID.nameUUIDFromBytes(id.getBytes(UTF_8));
  }

  /** ISO-8601 with or without a zone, or seconds, milliseconds or microseconds. */
  private static Instant time(String text) {
    if (text.indexOf('-') < 0) {
      long number = Long.parseLong(text);
      if (number < 100_000_000_000L) {
        return Instant.ofEpochSecond(number);
      }
      return Instant.ofEpochMilli(number < 100_000_000_000_000L ? number : number / 1000);
    }
    String iso = text.replace(' ', 'T');
    return iso.endsWith("Z") || iso.indexOf('+') > 0
        ? Instant.parse(iso)
        : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
  }
}
