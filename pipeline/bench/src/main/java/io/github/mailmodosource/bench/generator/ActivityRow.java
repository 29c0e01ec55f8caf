package io.github.mailmodosource.bench.generator;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes one activity row after the other; what it leaves open, chance decides. */
final class ActivityRow {
  /** The one shape of a time that has no milliseconds. */
  static final int WHOLE_SECONDS = 99;

  private static final List<Text> BOUNCES =
      List.of(
          Text.of("550 5.1.1 user unknown"),
          Text.of("452 4.2.2 mailbox full, try later"),
          Text.of("554 5.7.1 refused as spam"));
  private static final List<Text> UNSUBSCRIBES =
      List.of(
          Text.of("Uploaded Unsubscribe List via CSV"),
          Text.of("Unsubscribe Via CSV Upload"),
          Text.of("Too many e-mails"));

  private final SeededIds ids;
  private final Chance chance;
  private final RowText row;

  ActivityRow(boolean csv, SeededIds ids, Chance chance) {
    this.ids = ids;
    this.chance = chance;
    row = new RowText(csv, ActivityColumns.NAMES);
  }

  /** The row that was written last. */
  RowText text() {
    return row;
  }

  /**
   * Writes a row that can be read.
   *
   * @param at milliseconds since 1970
   * @param shape how the time is written, from 0 to 99
   * @param ownId whether the row has an id of its own
   */
  void write(
      long number,
      GeneratedEvent event,
      Campaign campaign,
      long at,
      int shape,
      long contact,
      String email,
      boolean ownId,
      boolean unknownField) {
    write(number, event, campaign, at, shape, contact, email, ownId, null);
    if (unknownField) {
      row.string(ActivityColumns.USER_AGENT, "Mozilla/5.0 (iPhone)");
    }
  }

  /** Writes a row that cannot be read. */
  void writeInvalid(
      long number,
      GeneratedEvent event,
      Campaign campaign,
      long at,
      long contact,
      String email,
      Fault fault) {
    write(number, event, campaign, at, 0, contact, email, true, fault);
    if (fault == Fault.BAD_SYNTAX) {
      row.cut();
    }
  }

  private void write(
      long number,
      GeneratedEvent event,
      Campaign campaign,
      long at,
      int shape,
      long contact,
      String email,
      boolean ownId,
      @Nullable Fault fault) {
    row.start();
    if (ownId) {
      row.string(ActivityColumns.ID, ids.uuid(number, 20, 4));
    }
    int form = chance.below(20);
    row.string(
        ActivityColumns.EVENT,
        fault == Fault.UNKNOWN_EVENT
            ? "Email Delivered"
            : form == 0 ? event.shortForm : form < 3 ? event.snakeCase : event.title);
    if (fault != Fault.MISSING_EMAIL) {
      boolean upperCase = chance.below(50) == 0;
      row.string(ActivityColumns.EMAIL, upperCase ? email.toUpperCase(Locale.ROOT) : email);
    }
    if (fault == Fault.BAD_TIME) {
      row.string(ActivityColumns.OCCURRED_AT, "not recorded");
    } else {
      writeTime(at, shape);
    }
    row.string(ActivityColumns.EMAIL_ID, ids.uuid(contact, 21, 5));
    campaign.write(row);
    writeOwnColumns(event, campaign, fault);
  }

  private void writeOwnColumns(GeneratedEvent event, Campaign campaign, @Nullable Fault fault) {
    switch (event) {
      case OPENED -> {
        if (fault == Fault.BAD_BOOLEAN) {
          row.string(ActivityColumns.APPLE_PRIVACY_OPEN, "maybe");
        } else {
          row.literal(ActivityColumns.APPLE_PRIVACY_OPEN, Boolean.toString(chance.below(3) == 0));
        }
      }
      case CLICKED -> {
        int link = 1 + chance.below(12);
        row.string(ActivityColumns.LINK_ID, "lnk-" + link);
        row.string(
            ActivityColumns.LINK_URL,
            "https://shop.example.com/"
                + campaign.key
                + "/"
                + link
                + "?utm_source=mailmodo&utm_medium=email&ref="
                + SeededIds.hex(chance.bits(), 16));
      }
      case SUBMITTED -> {
        row.string(ActivityColumns.FORM_ID, "form" + campaign.key);
        row.string(ActivityColumns.FORM_NAME, "Rating");
        row.string(ActivityColumns.SUBMISSION_TYPE, chance.below(10) == 0 ? "web" : "amp");
      }
      case BOUNCED -> {
        int reason = chance.below(BOUNCES.size());
        row.text(ActivityColumns.REASON, BOUNCES.get(reason));
        row.literal(ActivityColumns.IS_HARD_BOUNCE, Boolean.toString(reason == 0));
      }
      case UNSUBSCRIBED ->
          row.text(ActivityColumns.REASON, UNSUBSCRIBES.get(chance.below(UNSUBSCRIBES.size())));
      case SENT, COMPLAINED -> {}
    }
  }

  /** Mostly ISO-8601 with milliseconds and Z; 9 in 100 rows have another shape. */
  private void writeTime(long at, int shape) {
    int column = ActivityColumns.OCCURRED_AT;
    switch (shape) {
      case 91, 92 -> row.string(column, seconds(at + 19_800_000L) + "+05:30");
      case 93, 94 -> row.literal(column, Long.toString(at));
      case 95 -> row.string(column, Long.toString(at));
      case 96 -> row.literal(column, Long.toString(at * 1000 + 567));
      case 97 -> row.string(column, seconds(at).replace('T', ' '));
      case 98 -> row.string(column, seconds(at) + "9999Z");
      case WHOLE_SECONDS -> row.literal(column, Long.toString(at / 1000));
      default -> row.string(column, IsoTime.of(at));
    }
  }

  /** {@code 2026-10-01T00:00:00.000}. */
  private static String seconds(long at) {
    return IsoTime.of(at).substring(0, 23);
  }
}
