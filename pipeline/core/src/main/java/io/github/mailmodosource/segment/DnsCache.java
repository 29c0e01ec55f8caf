package io.github.mailmodosource.segment;

import java.security.Security;

/**
 * Keeps Java from remembering a host's address for ever: Segment's addresses change, and a job may
 * run for weeks ("DNS refresh at least once every 24 hours", Segment's HTTP API page).
 */
final class DnsCache {
  private static final String FOUND = "networkaddress.cache.ttl";
  private static final String NOT_FOUND = "networkaddress.cache.negative.ttl";
  private static final int FOUND_SECONDS = 30;
  private static final int NOT_FOUND_SECONDS = 5;

  private DnsCache() {}

  /**
   * Lowers what is remembered for longer, or for ever. Java reads this at its first look-up in a
   * process; whoever looks up first decides, so this comes before anything of ours does.
   */
  static void limit() {
    lower(FOUND, FOUND_SECONDS);
    lower(NOT_FOUND, NOT_FOUND_SECONDS);
  }

  private static void lower(String property, int most) {
    String now = Security.getProperty(property);
    if (now == null || !now.matches("\\d{1,9}") || Integer.parseInt(now) > most) {
      Security.setProperty(property, Integer.toString(most));
    }
  }
}
