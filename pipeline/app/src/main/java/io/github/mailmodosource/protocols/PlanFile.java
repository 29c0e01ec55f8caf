package io.github.mailmodosource.protocols;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mailmodosource.activity.EventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A Tracking Plan as a file has it:
 *
 * <ul>
 *   <li>what Segment's Public API answers to {@code GET /tracking-plans/{id}/rules}, with or
 *       without its {@code data}; of a plan of several pages, the answers one behind the other,
 *   <li>what {@code plan} prints, and {@code PUT /tracking-plans/{id}/rules} takes,
 *   <li>a plan of the older Config API, whose {@code rules} have {@code events} and {@code global}.
 * </ul>
 *
 * <p>Of several versions of an event the oldest counts, as Segment has it for events that do not
 * name theirs.
 *
 * @param events what concerns our events
 * @param tracked rules of track calls, ours or not
 * @param others rules of other calls, which are not compared, by their type
 * @param alike names in the plan that are an event of ours but for case, spaces and underscores, by
 *     the event that is not planned
 */
public record PlanFile(
    PlannedEvents events,
    int tracked,
    SortedMap<String, Integer> others,
    Map<String, String> alike) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FIX =
      "; use what Segment's Public API answers to GET /tracking-plans/{id}/rules, or what"
          + " mailmodo-source plan prints";

  /**
   * Understands the text of a plan.
   *
   * @throws IllegalArgumentException with one clear line if it is not one
   */
  public static PlanFile parse(byte[] json) {
    Reading reading = new Reading();
    boolean more = false;
    try (MappingIterator<JsonNode> pages = JSON.readerFor(JsonNode.class).readValues(json)) {
      while (pages.hasNextValue()) {
        JsonNode page = pages.nextValue();
        reading.addPage(page);
        more =
            !page.at("/data/pagination/next").asText().isEmpty()
                || !page.at("/pagination/next").asText().isEmpty();
      }
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw new IllegalArgumentException(
          "is not JSON (line " + (at == null ? 1 : at.getLineNr()) + ")" + FIX, e);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory does not fail", e);
    }
    if (more) {
      throw new IllegalArgumentException(
          "is only a part of the plan: its pagination names a next page; ask for the others too, and"
              + " put the answers one behind the other into the file");
    }
    return reading.finish();
  }

  /** What has been found so far. */
  private static final class Reading {
    private final Map<String, JsonNode> rules = new HashMap<>();
    private final Map<String, Integer> versions = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private final SortedMap<String, Integer> others = new TreeMap<>();
    private @Nullable JsonNode common;
    private int tracked;
    private boolean found;

    void addPage(JsonNode page) {
      JsonNode rules = (page.has("data") ? page.path("data") : page).path("rules");
      if (rules.isArray()) {
        found = true;
        rules.forEach(this::addRule);
      } else if (rules.path("events").isArray()) {
        found = true;
        rules.path("events").forEach(this::addEvent);
        if (!rules.path("global").isEmpty()) {
          common = rules.path("global");
        }
        for (String call : List.of("identify", "group")) {
          if (!rules.path(call).isEmpty()) {
            others.merge(call.toUpperCase(Locale.ROOT), 1, Integer::sum);
          }
        }
      }
    }

    /** A rule as the Public API has it. */
    private void addRule(JsonNode rule) {
      String type = rule.path("type").asText("TRACK");
      switch (type) {
        case "TRACK" -> add(rule.path("key"), rule.path("version"), rule.path("jsonSchema"));
        case "COMMON" -> common = rule.path("jsonSchema");
        default -> others.merge(type, 1, Integer::sum);
      }
    }

    /** A rule as the Config API had it. */
    private void addEvent(JsonNode event) {
      add(event.path("name"), event.path("version"), event.path("rules"));
    }

    private void add(JsonNode name, JsonNode version, JsonNode schema) {
      if (!name.isTextual() || name.asText().isBlank()) {
        throw new IllegalArgumentException(
            "has a rule of a track call without the name of its event (\"key\")" + FIX);
      }
      tracked++;
      String event = name.asText();
      names.add(event);
      int its = version.asInt(1);
      if (its < versions.getOrDefault(event, Integer.MAX_VALUE)) {
        versions.put(event, its);
        rules.put(event, schema);
      }
    }

    PlanFile finish() {
      if (!found) {
        throw new IllegalArgumentException("has no rules" + FIX);
      }
      Map<String, String> ours = new HashMap<>();
      Map<String, String> alike = new HashMap<>();
      for (EventType event : EventType.values()) {
        String name = event.eventName();
        JsonNode schema = rules.get(name);
        if (schema == null) {
          names.stream()
              .filter(other -> plain(other).equals(plain(name)))
              .findFirst()
              .ifPresent(other -> alike.put(name, other));
        } else {
          ours.put(name, checked("the rule of '" + name + "'", schema));
        }
      }
      JsonNode forAll = common;
      return new PlanFile(
          new PlannedEvents(ours, forAll == null ? null : checked("the common rule", forAll)),
          tracked,
          others,
          alike);
    }

    private static String checked(String which, JsonNode schema) {
      try {
        RuleSchema unused = RuleSchema.of(schema);
        return schema.toString();
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "has a schema that cannot be used: " + which + " " + e.getMessage(), e);
      }
    }

    private static String plain(String name) {
      return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
    }
  }
}
