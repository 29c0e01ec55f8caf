package io.github.mailmodosource.bench.generator;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The funnel that a run over the files must give, counted while they are written. */
final class ExpectedFunnel {
  private final boolean csv;

  /** By event; those of no event that can be told come last. */
  private final Map<String, EnumMap<ExpectedOutcome, Long>> events = new LinkedHashMap<>();

  private final EnumMap<Fault, Long> faults = new EnumMap<>(Fault.class);
  private long identified;
  private long ignoredContacts;
  private long oddCampaignTypes;
  private long unknownFields;

  ExpectedFunnel(boolean csv) {
    this.csv = csv;
    for (GeneratedEvent event : GeneratedEvent.values()) {
      events.put(event.title, new EnumMap<>(ExpectedOutcome.class));
    }
    events.put("unknown", new EnumMap<>(ExpectedOutcome.class));
  }

  void identified() {
    identified++;
  }

  void ignoredContact() {
    ignoredContacts++;
  }

  void row(
      GeneratedEvent event,
      ExpectedOutcome outcome,
      boolean oddCampaignType,
      boolean unknownField) {
    count(event, outcome);
    oddCampaignTypes += oddCampaignType ? 1 : 0;
    unknownFields += unknownField ? 1 : 0;
  }

  void invalid(GeneratedEvent event, Fault fault) {
    faults.merge(fault, 1L, Long::sum);
    count(fault.hidesEvent() ? null : event, ExpectedOutcome.INVALID);
  }

  private void count(@Nullable GeneratedEvent event, ExpectedOutcome outcome) {
    String name = event == null ? "unknown" : event.title;
    events
        .computeIfAbsent(name, n -> new EnumMap<>(ExpectedOutcome.class))
        .merge(outcome, 1L, Long::sum);
  }

  String toJson() {
    EnumMap<ExpectedOutcome, Long> total = new EnumMap<>(ExpectedOutcome.class);
    events.values().forEach(one -> one.forEach((key, n) -> total.merge(key, n, Long::sum)));
    StringBuilder text = new StringBuilder("{\n  \"funnel\": ").append(funnel(total));
    text.append(",\n  \"events\": {");
    String separator = "\n    ";
    for (Map.Entry<String, EnumMap<ExpectedOutcome, Long>> event : events.entrySet()) {
      if (!event.getValue().isEmpty()) {
        text.append(separator).append('"').append(event.getKey()).append("\": ");
        text.append(funnel(event.getValue()));
        separator = ",\n    ";
      }
    }
    Map<String, Long> contacts = new LinkedHashMap<>();
    contacts.put("read", identified + ignoredContacts);
    contacts.put("identified", identified);
    contacts.put("ignored", ignoredContacts);
    Map<String, Long> warnings = new LinkedHashMap<>();
    warnings.put("unexpected_campaign_type", oddCampaignTypes);
    warnings.put("unknown_fields", unknownFields);
    Map<String, Long> letters = new LinkedHashMap<>();
    faults.forEach((fault, n) -> letters.put(fault.code(csv), n));
    return text.append("\n  },\n  \"contacts\": ")
        .append(json(contacts))
        .append(",\n  \"warnings\": ")
        .append(json(warnings))
        .append(",\n  \"deadLetters\": ")
        .append(json(letters))
        .append("\n}\n")
        .toString();
  }

  private static String funnel(EnumMap<ExpectedOutcome, Long> outcomes) {
    Map<String, Long> map = new LinkedHashMap<>();
    map.put("read", outcomes.values().stream().mapToLong(Long::longValue).sum());
    for (ExpectedOutcome outcome : ExpectedOutcome.values()) {
      map.put(outcome.key(), outcomes.getOrDefault(outcome, 0L));
    }
    return json(map);
  }

  private static String json(Map<String, Long> map) {
    StringBuilder text = new StringBuilder("{");
    map.forEach(
        (key, value) -> {
          text.append(text.length() > 1 ? ", \"" : "\"").append(key).append("\": ").append(value);
        });
    return text.append('}').toString();
  }
}
