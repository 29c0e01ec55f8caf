package io.github.mailmodosource.contact;

import io.github.mailmodosource.activity.Occurrence;
import io.github.mailmodosource.metrics.Outcome;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The rule of Segment's page: "Mailmodo will send campaign activity data only for those contacts
 * for whom we have received identify calls previously from Segment."
 */
public final class Gate {
  /** Which identify calls open the gate. */
  public enum Mode {
    /** Those at or before the activity. */
    AS_OF,
    /** Any: the latest at or before the activity, else the first one after it. */
    EVER;

    /**
     * Reads the value of {@code --gate}.
     *
     * @throws IllegalArgumentException with one clear line
     */
    public static Mode ofOption(String value) {
      return switch (value.toLowerCase(Locale.ROOT)) {
        case "as_of" -> AS_OF;
        case "ever" -> EVER;
        default -> throw new IllegalArgumentException(value + " is unknown; use as_of or ever");
      };
    }
  }

  private final ContactIndex contacts;
  private final Mode mode;

  Gate(ContactIndex contacts, Mode mode) {
    this.contacts = contacts;
    this.mode = mode;
  }

  /** Who the activity belongs to; null if it does not pass. */
  @Nullable Identity identify(Occurrence occurrence) {
    Identity identity = contacts.at(occurrence.email(), occurrence.time());
    return identity == null && mode == Mode.EVER ? contacts.firstOf(occurrence.email()) : identity;
  }

  /** Why an activity did not pass. */
  Outcome refusal(Occurrence occurrence) {
    return contacts.contains(occurrence.email())
        ? Outcome.IDENTIFIED_LATER
        : Outcome.NOT_IDENTIFIED;
  }
}
