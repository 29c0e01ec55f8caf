package io.github.mailmodosource.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.Security;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules by which requests are tried again, without a network. */
class RetryRulesTest {
  private static final Instant NOW = Instant.parse("2026-11-20T03:04:05Z");

  @ParameterizedTest
  @CsvSource({
    "200, ACCEPTED",
    "201, ACCEPTED",
    "204, ACCEPTED",
    "0, TRY_AGAIN",
    "408, TRY_AGAIN",
    "410, TRY_AGAIN",
    "429, TRY_AGAIN",
    "460, TRY_AGAIN",
    "500, TRY_AGAIN",
    "502, TRY_AGAIN",
    "503, TRY_AGAIN",
    "504, TRY_AGAIN",
    "506, TRY_AGAIN",
    "510, TRY_AGAIN",
    "520, TRY_AGAIN",
    "599, TRY_AGAIN",
    "400, FAULTY",
    "413, TOO_LARGE",
    "401, FATAL",
    "403, FATAL",
    "404, FATAL",
    "301, FATAL",
    "302, FATAL",
    "307, FATAL",
    "402, REFUSED",
    "405, REFUSED",
    "422, REFUSED",
    "501, REFUSED",
    "505, REFUSED",
    "511, REFUSED",
    "600, REFUSED"
  })
  void eachStatusHasItsVerdictWhateverTheBodySays(int status, Answer.Verdict verdict) {
    for (AnswerBody.Kind body : AnswerBody.Kind.values()) {
      if (status / 100 != 2 || body == AnswerBody.Kind.ACCEPTED) {
        assertEquals(verdict, new Answer(status, body, "", null, 0).verdict());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "200, ACCEPTED, ACCEPTED",
    "202, FAILED, FAULTY",
    "200, WEB_PAGE, FATAL",
    "201, OTHER, TRY_AGAIN",
    "204, ACCEPTED, ACCEPTED"
  })
  void ofASuccessTheBodyDecides(int status, AnswerBody.Kind body, Answer.Verdict verdict) {
    assertEquals(verdict, new Answer(status, body, "", null, 0).verdict());
  }

  @ParameterizedTest
  @CsvSource({"400, OTHER, FATAL", "200, FAILED, FATAL", "422, FAILED, REFUSED"})
  void aKeyThatCannotBeOneIsFatal(int status, AnswerBody.Kind body, Answer.Verdict verdict) {
    String text = "{\"success\": false, \"message\": \"An invalid write key was provided\"}";
    assertEquals(verdict, new Answer(status, body, text, null, 0).verdict());
  }

  @Test
  void theWaitDoublesFromHalfASecondToAMinute() {
    assertEquals(Duration.ofMillis(500), Backoff.most(1));
    assertEquals(Duration.ofSeconds(1), Backoff.most(2));
    assertEquals(Duration.ofSeconds(32), Backoff.most(7));
    assertEquals(Duration.ofSeconds(60), Backoff.most(8));
    assertEquals(Duration.ofSeconds(60), Backoff.most(10_000));
  }

  @Test
  void theJitterIsFull() {
    long below = 0;
    for (int i = 0; i < 1_000; i++) {
      Duration wait = Backoff.next(3);
      assertTrue(!wait.isNegative() && wait.compareTo(Duration.ofSeconds(2)) <= 0);
      below += wait.toMillis() < 1_000 ? 1 : 0;
    }
    assertTrue(below > 400 && below < 600, below + " of 1,000 are in the lower half");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "7 | PT7S",
        "0 | PT0S",
        "300 | PT5M",
        "301 | PT5M",
        "99999999999999999999 | PT5M",
        "'Fri, 20 Nov 2026 03:04:35 GMT' | PT30S",
        "'Fri, 20 Nov 2026 03:00:00 GMT' | PT0S",
        "'Sat, 21 Nov 2026 03:04:05 GMT' | PT5M",
        "'' | null",
        "-1 | null",
        "1.5 | null",
        "soon | null"
      })
  void retryAfterIsReadInBothFormsAndBelievedUpToFiveMinutes(String header, Duration wait) {
    assertEquals(wait, RetryAfter.parse(header, NOW));
  }

  @Test
  void anAddressIsNotRememberedForEver() {
    Security.setProperty("networkaddress.cache.ttl", "-1");
    DnsCache.limit();
    assertEquals("30", Security.getProperty("networkaddress.cache.ttl"));

    Security.setProperty("networkaddress.cache.ttl", "10");
    DnsCache.limit();
    assertEquals("10", Security.getProperty("networkaddress.cache.ttl"), "shorter is kept");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--connectTimeout=0s", "--readTimeout=2h", "--readTimeout=30"})
  void timeOutsHaveBounds(String option) {
    assertThrows(
        IllegalArgumentException.class, () -> Sending.settings("http://127.0.0.1", option));
  }

  @Test
  void theLongestTimeForRetriesIsLongEnough() {
    SegmentSettings settings = Sending.settings("http://127.0.0.1", "--retryFor=100000d");

    assertTrue(Deadline.in(settings.retryFor()).remainingNanos() > 0);
  }
}
