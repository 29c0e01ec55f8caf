package io.github.mailmodosource.protocols;

import java.util.Arrays;

/**
 * How an event may violate a Tracking Plan. What Segment does with it (block the event, omit the
 * property, allow both) is a setting of the source, by the name that its Schema Configuration has
 * for it.
 */
public enum ViolationKind {
  UNPLANNED_EVENT("unplanned_event", "Unplanned Events", "is not in the plan"),
  UNPLANNED_PROPERTY("unplanned_property", "Unplanned Properties", "is not in the plan"),
  REQUIRED_MISSING("required_missing", "JSON Schema Violations", "is required, and missing"),
  WRONG_TYPE("wrong_type", "JSON Schema Violations", "is of another type"),
  INVALID_VALUE("invalid_value", "JSON Schema Violations", "has a value that is not allowed"),
  NOT_ALLOWED("not_allowed", "JSON Schema Violations", "is not allowed"),

  /** By the schema that the plan has for calls of every kind. */
  COMMON_SCHEMA(
      "common_schema",
      "Common JSON Schema Violations",
      "breaks the common JSON Schema of the plan");

  private final String key;
  private final String setting;
  private final String words;

  ViolationKind(String key, String setting, String words) {
    this.key = key;
    this.setting = setting;
    this.words = words;
  }

  /** As reports have it. */
  public String key() {
    return key;
  }

  /** The setting of the source by which Segment decides. */
  String setting() {
    return setting;
  }

  /** What is the matter with the event or the property. */
  String words() {
    return words;
  }

  static ViolationKind of(String key) {
    return Arrays.stream(values())
        .filter(kind -> kind.key.equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(key + " is not a kind of violation"));
  }
}
