package io.github.mailmodosource.bench.generator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A campaign with its template: eight columns that many rows share. */
final class Campaign {
  private static final int COUNT = 60;

  // Escapes, so that these bytes do not depend on any editor's settings.
  private static final List<String> SUBJECTS =
      List.of(
          "Hi ${first_name}, please rate your experience with us \ud83d\ude03, it takes one minute"
              + " and one tap",
          "Hey ${First Name}, three things that you can still do in this e-mail, without leaving"
              + " it",
          "Your order is confirmed \u2705 \u2013 here is what happens next, and how to change the"
              + " address",
          "You left \"something\" in your cart \ud83d\uded2 and we kept it for you, but only until"
              + " Sunday night",
          "Welcome aboard \ud83c\udf89, ${first_name}! Five short steps to a first campaign that"
              + " people answer",
          "Die sch\u00f6nsten Angebote f\u00fcr Sie, ${first_name}: nur noch bis Sonntag, solange"
              + " Vorrat reicht");
  private static final List<String> CAMPAIGNS =
      List.of(
          "Festive sale, early access ",
          "abc2 ",
          "Test",
          "Order confirmed",
          "Welcome journey \u2013 day 1");
  private static final List<String> TEMPLATES =
      List.of(
          "Festive carousel", "Receipt, v2", "Cart, reminder", "Welcome", "Rating with a widget");
  private static final List<String> SOURCES =
      List.of(
          "Journey",
          "Webhook",
          "Rest API",
          "CleverTap",
          "Hubspot",
          "MoEngage",
          "WebEngage",
          "RestAPI");
  private static final List<String> TYPES = List.of("Promotional", "Transactional", "AMP", "HTML");

  /** Six digits that stand in its links and forms. */
  final String key;

  /** Whether its type is one that nobody expects. */
  final boolean oddType;

  private final @Nullable Text[] columns;

  private Campaign(int number, SeededIds ids) {
    boolean triggered = number % 5 >= 3;
    key = SeededIds.hex(ids.mix(number, 32), 6);
    oddType = number % 30 == 17;
    columns =
        new @Nullable Text[] {
          Text.of(pick(SUBJECTS, number)),
          Text.of(pick(TYPES, number / 2)),
          Text.of(ids.uuid(number, 30, 4)),
          Text.of(pick(TEMPLATES, number / 3)),
          Text.of(ids.uuid(number, 31, number % 9 == 0 ? 5 : 4)),
          Text.of(pick(CAMPAIGNS, number)),
          Text.of(oddType ? "JOURNEY_CAMPAIGN" : triggered ? "TRIGGERED" : "CONTACT_LIST"),
          triggered ? Text.of(pick(SOURCES, number)) : null
        };
  }

  static List<Campaign> all(SeededIds ids) {
    List<Campaign> campaigns = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      campaigns.add(new Campaign(i, ids));
    }
    return campaigns;
  }

  /** Writes its columns from {@code email_subject} to {@code campaign_trigger_source}. */
  void write(RowText row) {
    for (int i = 0; i < columns.length; i++) {
      Text text = columns[i];
      if (text != null) {
        row.text(ActivityColumns.EMAIL_SUBJECT + i, text);
      }
    }
  }

  private static String pick(List<String> texts, int number) {
    return texts.get(number % texts.size());
  }
}
