package io.github.mailmodosource.reconcile;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** "--maxResend (default: the greater of 5 % of the expected and 1,000)". */
class ResendLimitTest {
  @ParameterizedTest
  @CsvSource({
    ", 1000, 1000, true",
    ", 1001, 1001, false",
    ", 1001, 20019, false",
    ", 1001, 20020, true",
    ", 50000, 1000000, true",
    ", 50001, 1000000, false",
    "0, 1, 1000000, false",
    "0, 0, 1000000, true",
    "7, 7, 7, true",
    "7, 8, 1000000, false",
    "100%, 41, 41, true",
    "5%, 3, 41, false"
  })
  void allOrNoneIsSent(@Nullable String option, long missing, long expected, boolean sent) {
    assertThat(ResendLimit.of(option).allows(missing, expected), is(sent));
  }

  @Test
  void anythingElseIsOneClearLine() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> ResendLimit.of("all"));
    assertThat(refused.getMessage(), startsWith("--maxResend=all is not a number of events"));
  }
}
