package io.github.mailmodosource.bench.generator;

/**
 * The contacts that Segment knows, by their numbers from 0.
 *
 * <p>The first ones ("early") were identified before the month began. The others ("late") are
 * identified one after the other during it, so that for any time there is one that is not
 * identified yet.
 */
record Contacts(long count, SeededIds ids) {
  long late() {
    return count / 10;
  }

  long early() {
    return count - late();
  }

  /** How many of the late ones are identified by then. */
  long lateBy(long at) {
    return late() == 0 ? 0 : (at - Month.START) * late() / Month.SPAN;
  }

  /** When the first identify call of a contact is. */
  long identifiedAt(long contact) {
    if (contact < early()) {
      long before = Long.remainderUnsigned(ids.mix(contact, 11), 300L * 24 * 3600 * 1000);
      return Month.START - 1 - before;
    }
    return Month.START + ceilDiv((contact - early() + 1) * Month.SPAN, late());
  }

  String userId(long contact, int salt) {
    return SeededIds.hex(ids.mix(contact, salt), 12);
  }

  static String email(long contact) {
    String domain = contact % 3 == 0 ? "@example.org" : "@example.com";
    return "r" + SeededIds.name(contact) + domain;
  }

  /** Of somebody whom Segment does not know. */
  static String unknownEmail(long number) {
    return "x" + SeededIds.name(number) + "@example.net";
  }

  private static long ceilDiv(long a, long b) {
    return (a + b - 1) / b;
  }
}
