package io.github.mailmodosource.contact;

import io.github.mailmodosource.coding.MaskedText;

/**
 * Who an activity belongs to.
 *
 * @param id the userId; or the anonymousId, if the identify call had no userId
 * @param anonymous which of the two it is
 */
public record Identity(String id, boolean anonymous) {
  /** Runners log elements when they are told to: some userIds are addresses. */
  @Override
  public String toString() {
    return (anonymous ? "anonymous " : "user ") + MaskedText.of(id);
  }
}
