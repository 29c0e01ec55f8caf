package io.github.mailmodosource.activity;

import io.github.mailmodosource.rows.SourceRow;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who, when, and which row says so.
 *
 * @param id the activity's own id, if it has one
 * @param email the recipient, trimmed and lower-cased, as both sides of the gate compare it
 * @param time the full time; Segment gets it cut to milliseconds
 * @param extras properties of fields that no documented one is made for, as JSON by name; empty
 *     unless such fields are kept
 * @param row the original, for dead letters
 */
public record Occurrence(
    @Nullable String id, String email, Instant time, Map<String, String> extras, SourceRow row) {

  /** Runners log elements when they are told to: the address is masked, extras are left out. */
  @Override
  public String toString() {
    return "Occurrence[" + EmailAddress.masked(email) + ", " + time + ", " + row + "]";
  }
}
