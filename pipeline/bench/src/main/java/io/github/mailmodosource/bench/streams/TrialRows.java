package io.github.mailmodosource.bench.streams;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Rows of activity whose fate is known when they are made: 7 in 10 reach the server, others belong
 * to nobody that Segment knows, are too early, are there twice, or cannot be read.
 */
final class TrialRows {
  private static final List<String> EVENTS =
      List.of(
          "Email Sent",
          "Email Opened",
          "Link Clicked",
          "Email Form Submitted",
          "Email Marked as Spam",
          "Email Bounced",
          "Email Unsubscribed");

  private static final Instant IDENTIFIED = Instant.parse("2026-06-01T00:00:00Z");
  private static final Instant FIRST = Instant.parse("2026-07-01T00:00:00Z");

  private final Random chance;
  private final int contacts;
  private final List<TrialRow> sent = new ArrayList<>();
  private long next;

  TrialRows(int contacts, long seed) {
    this.contacts = contacts;
    chance = new Random(seed);
  }

  /** The file of contacts: every one was identified in June. */
  List<String> contactLines() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < contacts; i++) {
      lines.add(contactLine(email(i), "user-" + i));
    }
    return lines;
  }

  static String contactLine(String email, String userId) {
    return "{\"email\":\"%s\",\"user_id\":\"%s\",\"identified_at\":\"%s\"}"
        .formatted(email, userId, IDENTIFIED);
  }

  TrialRow next() {
    long number = next++;
    int kind = chance.nextInt(100);
    if (kind < 2 && !sent.isEmpty()) {
      // Some long after the first one, some near it.
      int back =
          kind == 0 ? chance.nextInt(sent.size()) : chance.nextInt(Math.min(50, sent.size()));
      TrialRow again = sent.get(sent.size() - 1 - back);
      return new TrialRow(again.text(), again.id(), false);
    }
    if (kind < 4) {
      return new TrialRow("{\"id\":\"broken-" + number + "\",\"event\":", "", true);
    }
    String event = EVENTS.get(chance.nextInt(EVENTS.size()));
    String ownId = "row-" + number;
    Instant time = FIRST.plusMillis(number * 37);
    if (kind < 14) {
      return new TrialRow(
          line(ownId, event, "nobody-" + number % 1000 + "@example.net", time), "", false);
    }
    String email = email(chance.nextInt(contacts));
    if (kind < 19) {
      return new TrialRow(line(ownId, event, email, IDENTIFIED.minusSeconds(60)), "", false);
    }
    return sent(event, email, ownId, time);
  }

  /** One that reaches the server. */
  TrialRow sent(String event, String email, String ownId, Instant time) {
    TrialRow row =
        new TrialRow(
            line(ownId, event, email, time), TrialRow.messageId(event, email, ownId), false);
    sent.add(row);
    return row;
  }

  static String email(int contact) {
    return "reader-" + contact + "@example.com";
  }

  private static String line(String ownId, String event, String email, Instant time) {
    return "{\"id\":\"%s\",\"event\":\"%s\",\"email\":\"%s\",\"occurred_at\":\"%s\",\"campaign_id\":\"c-%d\",\"campaign_type\":\"CONTACT_LIST\",\"email_subject\":\"Hello\"}"
        .formatted(ownId, event, email, time, Math.floorMod(ownId.hashCode(), 20));
  }
}
