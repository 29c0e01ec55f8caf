package io.github.mailmodosource.bench.generator;

import java.util.Locale;

/** The seven events, and how many rows in a thousand are each. */
enum GeneratedEvent {
  SENT("Email Sent", "sent", 600),
  OPENED("Email Opened", "opened", 250),
  CLICKED("Link Clicked", "clicked", 80),
  SUBMITTED("Email Form Submitted", "submitted", 20),
  COMPLAINED("Email Marked as Spam", "complained", 5),
  BOUNCED("Email Bounced", "bounced", 30),
  UNSUBSCRIBED("Email Unsubscribed", "unsubscribed", 15);

  private static final GeneratedEvent[] ALL = values();

  final String title;
  final String shortForm;
  final String snakeCase;
  private final int rowsInThousand;

  GeneratedEvent(String title, String shortForm, int rowsInThousand) {
    this.title = title;
    this.shortForm = shortForm;
    this.snakeCase = title.toLowerCase(Locale.ROOT).replace(' ', '_');
    this.rowsInThousand = rowsInThousand;
  }

  static GeneratedEvent by(Chance chance) {
    int n = chance.below(1000);
    for (GeneratedEvent event : ALL) {
      n -= event.rowsInThousand;
      if (n < 0) {
        return event;
      }
    }
    throw new AssertionError("the shares add up to 1,000");
  }
}
