package io.github.mailmodosource.deadletter;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a row became a dead letter. The codes are stable: people grep and alert on them. */
public enum Reason {
  /** No JSON, no UTF-8, or not an object. */
  BAD_JSON("bad_json", Stage.PARSE),
  /** Not RFC 4180, no UTF-8, or not as many fields as the header has. */
  BAD_CSV("bad_csv", Stage.PARSE),
  /** Longer than any activity can be; the letter holds its beginning. */
  ROW_TOO_LARGE("row_too_large", Stage.PARSE),
  /** A value that the database's driver cannot read; the letter holds the others. */
  UNREADABLE_COLUMN("unreadable_column", Stage.PARSE),
  /** A watched file that cannot be read, or not to its end; it is tried again when it changes. */
  UNREADABLE_FILE("unreadable_file", Stage.PARSE),
  /** No event, or none of the seven. */
  UNKNOWN_EVENT("unknown_event", Stage.PARSE),
  MISSING_EMAIL("missing_email", Stage.PARSE),
  /** No time, or none that can be read. */
  BAD_TIME("bad_time", Stage.PARSE),
  /** Before 2000, or more than a day after the run began; {@code --anyTime} sends it. */
  IMPLAUSIBLE_TIME("implausible_time", Stage.PARSE),
  BAD_BOOLEAN("bad_boolean", Stage.PARSE),
  /** A row of the contacts that cannot be read; the message says why. */
  BAD_CONTACT("bad_contact", Stage.PARSE),
  /** A row of the people to leave out that cannot be read, or names nobody. */
  BAD_SUPPRESSED("bad_suppressed", Stage.PARSE),
  /** More than Segment takes as one event. */
  EVENT_TOO_LARGE("event_too_large", Stage.DELIVER),
  /**
   * Segment refused this event alone (400, 413, or a 200 that says it failed), or its whole batch
   * with a status that another try would not change.
   */
  REJECTED_BY_SEGMENT("rejected_by_segment", Stage.DELIVER),
  /** Segment could not be reached, or did not take it, within the time for retries. */
  SEGMENT_UNAVAILABLE("segment_unavailable", Stage.DELIVER);

  /** Which part of the way a row had come. */
  public enum Stage {
    PARSE,
    DELIVER;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final String code;
  private final Stage stage;

  Reason(String code, Stage stage) {
    this.code = code;
    this.stage = stage;
  }

  /** The reason with this code; null if there is none. */
  public static @Nullable Reason ofCode(String code) {
    for (Reason reason : values()) {
      if (reason.code().equals(code)) {
        return reason;
      }
    }
    return null;
  }

  public Stage stage() {
    return stage;
  }

  /** Whether letters for this reason hold a part of the original only. */
  boolean keepsPart() {
    return this == ROW_TOO_LARGE || this == UNREADABLE_COLUMN;
  }

  /** As it stands in dead letters and reports: {@code bad_json}. */
  public String code() {
    return code;
  }
}
