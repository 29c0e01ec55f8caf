package io.github.mailmodosource.protocols;

import io.github.mailmodosource.coding.MaskedText;

/**
 * One way in which an event violates a Tracking Plan.
 *
 * @param property where, as Segment's own violations say it: {@code properties.link_id}, {@code
 *     context.traits.email}, {@code properties.items[].name}; empty for the event as a whole
 */
record Violation(ViolationKind kind, String property) {
  /** Names of properties that the input chose may be as long as they like. */
  private static final int MOST_CHARACTERS = 100;

  Violation {
    property = MaskedText.of(property);
    if (property.length() > MOST_CHARACTERS) {
      property = property.substring(0, MOST_CHARACTERS) + "…";
    }
  }

  static Violation ofEvent(ViolationKind kind) {
    return new Violation(kind, "");
  }
}
