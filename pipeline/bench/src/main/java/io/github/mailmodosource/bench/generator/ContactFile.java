package io.github.mailmodosource.bench.generator;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The identify calls of all contacts, and a few lines that are none. */
final class ContactFile {
  private static final List<String> COLUMNS =
      List.of("email", "user_id", "anonymous_id", "identified_at");
  private static final int EMAIL = 0;
  private static final int USER_ID = 1;
  private static final int ANONYMOUS_ID = 2;
  private static final int IDENTIFIED_AT = 3;

  private final Contacts contacts;
  private final SeededIds ids;
  private final boolean csv;
  private final ExpectedFunnel expected;
  private final RowText row;

  ContactFile(Contacts contacts, boolean csv, ExpectedFunnel expected) {
    this.contacts = contacts;
    this.ids = contacts.ids();
    this.csv = csv;
    this.expected = expected;
    row = new RowText(csv, COLUMNS);
  }

  void writeTo(OutputStream file) throws IOException {
    row.writeHeader(file);
    for (long i = 0; i < contacts.count(); i++) {
      long kind = Long.remainderUnsigned(ids.mix(i, 12), 100);
      long identifiedAt = contacts.identifiedAt(i);
      // 3 % share the userId of the contact before them; 3 % have no userId.
      boolean anonymous = kind >= 97;
      String userId = anonymous ? null : contacts.userId(kind < 3 && i > 0 ? i - 1 : i, 13);
      String anonymousId = anonymous || kind % 4 == 0 ? ids.uuid(i, 14, 4) : null;
      writeIdentify(file, i, userId, anonymousId, identifiedAt);
      if (kind >= 95 && kind < 97) { // the userId changes within the month
        long at = Month.START + Long.remainderUnsigned(ids.mix(i, 15), Month.SPAN);
        writeIdentify(file, i, contacts.userId(i, 16), null, Math.max(at, identifiedAt + 1));
      }
      if (kind == 50) {
        writeIgnored(file, i, identifiedAt);
      }
    }
  }

  private void writeIdentify(
      OutputStream file,
      long contact,
      @Nullable String userId,
      @Nullable String anonymousId,
      long at)
      throws IOException {
    expected.identified();
    if (csv) {
      row.start().string(EMAIL, Contacts.email(contact));
      if (userId != null) {
        row.string(USER_ID, userId);
      }
      if (anonymousId != null) {
        row.string(ANONYMOUS_ID, anonymousId);
      }
      row.string(IDENTIFIED_AT, IsoTime.of(at)).writeTo(file);
      return;
    }
    row.whole(
            "{\"type\":\"identify\",\"messageId\":\"ajs-"
                + ids.uuid(at, (int) contact, 4)
                + "\",\"anonymousId\":"
                + quotedOrNull(anonymousId)
                + ",\"userId\":"
                + quotedOrNull(userId)
                + ",\"traits\":{\"email\":\""
                + Contacts.email(contact)
                + "\",\"plan\":\"lite\",\"logins\":5},\"context\":{\"ip\":\"203.0.113.7\"},"
                + "\"timestamp\":\""
                + IsoTime.of(at - 129)
                + "\",\"receivedAt\":\""
                + IsoTime.of(at)
                + "\"}")
        .writeTo(file);
  }

  /** Another call of Segment's or, in CSV, a contact without an e-mail address. */
  private void writeIgnored(OutputStream file, long contact, long at) throws IOException {
    expected.ignoredContact();
    if (csv) {
      row.start()
          .string(USER_ID, contacts.userId(contact, 13))
          .string(IDENTIFIED_AT, IsoTime.of(at))
          .writeTo(file);
      return;
    }
    row.whole(
            "{\"type\":\"track\",\"event\":\"Product Viewed\",\"userId\":\""
                + contacts.userId(contact, 17)
                + "\",\"context\":{\"traits\":{\"email\":\""
                + Contacts.email(contact)
                + "\"}},\"receivedAt\":\""
                + IsoTime.of(at)
                + "\"}")
        .writeTo(file);
  }

  private static String quotedOrNull(@Nullable String id) {
    return id == null ? "null" : '"' + id + '"';
  }
}
