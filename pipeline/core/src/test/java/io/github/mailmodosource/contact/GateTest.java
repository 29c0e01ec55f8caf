package io.github.mailmodosource.contact;

import static io.github.mailmodosource.contact.Contacts.anonymous;
import static io.github.mailmodosource.contact.Contacts.call;
import static io.github.mailmodosource.contact.Contacts.index;
import static io.github.mailmodosource.contact.Contacts.user;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.activity.ActivitySamples;
import io.github.mailmodosource.activity.Occurrence;
import io.github.mailmodosource.metrics.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
  private static final String NOON = "2026-11-20T12:00:00.000000001Z";

  /** a@b.co was identified at noon as U-1 and an hour later as U-2. */
  private final ContactIndex contacts =
      index(call("a@b.co", user("U-1"), NOON), call("a@b.co", user("U-2"), "2026-11-20T13:00:00Z"));

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, ",
    "2026-11-20T11:59:59.999999999Z, ",
    "2026-11-20T12:00:00.000000000Z, ",
    "2026-11-20T12:00:00.000000001Z, U-1",
    "2026-11-20T12:00:00.000000002Z, U-1",
    "2026-11-20T12:59:59.999999999Z, U-1",
    "2026-11-20T13:00:00Z, U-2",
    "2100-01-01T00:00:00Z, U-2",
  })
  void anActivityPassesIfItsEmailWasIdentifiedAtOrBeforeItToTheNanosecond(
      String time, @Nullable String userId) {
    Gate gate = new Gate(contacts, Gate.Mode.AS_OF);
    assertThat(gate.identify(at(time)), is(userId == null ? nullValue() : is(user(userId))));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T11:59:59.999999999Z, U-1",
    "2026-11-20T12:00:00.000000001Z, U-1",
    "2026-11-20T13:00:00Z, U-2",
  })
  void inModeEverTheFirstLaterCallIdentifiesIfThereIsNoneBefore(String time, String userId) {
    assertThat(new Gate(contacts, Gate.Mode.EVER).identify(at(time)), is(user(userId)));
  }

  @ParameterizedTest
  @EnumSource(Gate.Mode.class)
  void whoWasNeverIdentifiedDoesNotPass(Gate.Mode mode) {
    Gate gate = new Gate(contacts, mode);
    Occurrence stranger =
        ActivitySamples.occurrence(null, "stranger@b.co", Instant.parse("2100-01-01T00:00:00Z"));
    assertThat(gate.identify(stranger), is(nullValue()));
    assertThat(gate.refusal(stranger), is(Outcome.NOT_IDENTIFIED));
  }

  @Test
  void whoWasIdentifiedLaterIsToldFromWhoNeverWas() {
    Gate gate = new Gate(contacts, Gate.Mode.AS_OF);
    assertThat(gate.refusal(at("2026-11-20T11:00:00Z")), is(Outcome.IDENTIFIED_LATER));
  }

  @Test
  void anAnonymousIdIdentifiesIfThereIsNoUserId() {
    Gate gate = new Gate(index(call("a@b.co", anonymous("anon-1"), NOON)), Gate.Mode.AS_OF);
    assertThat(gate.identify(at(NOON)), is(anonymous("anon-1")));
  }

  @Test
  void noTimeMeansIdentifiedSinceEver() {
    Gate gate = new Gate(index(call("a@b.co", user("U-1"), null)), Gate.Mode.AS_OF);
    assertThat(gate.identify(at("0000-01-01T00:00:00Z")), is(user("U-1")));
    assertThat(gate.identify(at("2026-11-20T12:00:00Z")), is(user("U-1")));
  }

  @ParameterizedTest
  @CsvSource({"as_of, AS_OF", "AS_OF, AS_OF", "ever, EVER", "Ever, EVER"})
  void theModeIsReadInAnyCase(String option, Gate.Mode mode) {
    assertThat(Gate.Mode.ofOption(option), is(mode));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "never", "asof"})
  void anUnknownModeIsRefusedWithTheKnownOnes(String option) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Gate.Mode.ofOption(option));
    assertThat(refused.getMessage(), containsString("is unknown; use as_of or ever"));
  }

  private static Occurrence at(String time) {
    return ActivitySamples.occurrence(null, "a@b.co", Instant.parse(time));
  }
}
