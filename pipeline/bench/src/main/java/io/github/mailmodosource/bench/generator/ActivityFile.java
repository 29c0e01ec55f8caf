package io.github.mailmodosource.bench.generator;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Activity rows: of known contacts and unknown ones, some repeated, some that cannot be read. */
final class ActivityFile {
  /** How many rows are kept to be repeated later. */
  private static final int KEPT = 1024;

  private final GeneratorOptions options;
  private final Contacts contacts;
  private final ExpectedFunnel expected;
  private final Chance chance;
  private final List<Campaign> campaigns;
  private final ActivityRow row;
  private final List<Kept> kept = new ArrayList<>();

  /** A row that may be repeated. */
  private record Kept(
      byte[] bytes, GeneratedEvent event, boolean oddCampaignType, boolean unknownField) {}

  ActivityFile(GeneratorOptions options, Contacts contacts, ExpectedFunnel expected) {
    this.options = options;
    this.contacts = contacts;
    this.expected = expected;
    chance = new Chance(options.seed());
    campaigns = Campaign.all(contacts.ids());
    row = new ActivityRow(options.csv(), contacts.ids(), chance);
  }

  void writeTo(OutputStream file) throws IOException {
    RowText text = row.text();
    text.writeHeader(file);
    for (long i = 0; i < options.rows(); i++) {
      if (chance.of(options.bad())) {
        makeInvalid(i);
      } else if (!kept.isEmpty() && chance.of(options.duplicates())) {
        Kept again = kept.get(chance.below(kept.size()));
        text.whole(again.bytes);
        expected.row(
            again.event, ExpectedOutcome.DUPLICATE, again.oddCampaignType, again.unknownField);
      } else {
        makeValid(i);
      }
      text.writeTo(file);
    }
  }

  private void makeValid(long number) {
    GeneratedEvent event = GeneratedEvent.by(chance);
    Campaign campaign = campaigns.get(chance.below(campaigns.size()));
    boolean unknownField = chance.below(50) == 0;
    boolean ownId = chance.below(10) != 0;
    // Rows without an own id are told apart by their millisecond, so they never have whole seconds.
    int shape = chance.below(ownId ? 100 : 99);
    long at = time(number);
    if (shape == ActivityRow.WHOLE_SECONDS) {
      at -= at % 1000;
    }

    int share = chance.below(100);
    long late = contacts.late();
    long lateNow = contacts.lateBy(at);
    ExpectedOutcome outcome;
    long contact;
    String email;
    if (share < 10 || contacts.count() == 0) {
      outcome = ExpectedOutcome.NOT_IDENTIFIED;
      contact = -1 - chance.below(Math.max(1, contacts.count() / 5));
      email = Contacts.unknownEmail(-contact);
    } else if (share < 15 && late > 0) {
      outcome = ExpectedOutcome.IDENTIFIED_LATER;
      contact = contacts.early() + lateNow + chance.below(late - lateNow);
      email = Contacts.email(contact);
    } else {
      outcome = ExpectedOutcome.SENT;
      contact = chance.below(contacts.early() + lateNow);
      email = Contacts.email(contact);
    }

    row.write(number, event, campaign, at, shape, contact, email, ownId, unknownField);
    expected.row(event, outcome, campaign.oddType, unknownField);
    if (outcome == ExpectedOutcome.SENT && options.duplicates() > 0 && chance.below(16) == 0) {
      keep(new Kept(row.text().toBytes(), event, campaign.oddType, unknownField));
    }
  }

  private void keep(Kept one) {
    if (kept.size() < KEPT) {
      kept.add(one);
    } else {
      kept.set(chance.below(KEPT), one);
    }
  }

  private void makeInvalid(long number) {
    Fault fault = Fault.by(chance);
    GeneratedEvent event =
        fault == Fault.BAD_BOOLEAN ? GeneratedEvent.OPENED : GeneratedEvent.by(chance);
    long contact = chance.below(Math.max(1, contacts.count()));
    // The first campaign's type is a usual one: an invalid row shall give no warning.
    row.writeInvalid(
        number, event, campaigns.get(0), time(number), contact, Contacts.email(contact), fault);
    expected.invalid(event, fault);
  }

  /** A millisecond of the row's own, rising with the row's number. */
  private long time(long number) {
    long slot = Math.max(1, Month.SPAN / options.rows());
    return Month.START + number * slot + chance.below(slot);
  }
}
