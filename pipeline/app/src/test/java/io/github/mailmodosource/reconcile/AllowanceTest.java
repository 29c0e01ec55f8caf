package io.github.mailmodosource.reconcile;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowanceTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0, 10, true",
    "0, 1, 10, false",
    "5, 5, 5, true",
    "5, 6, 1000000, false",
    "0.1%, 1, 1000, true",
    "0.1%, 1, 999, false",
    "0.1%, 0, 0, true",
    "100%, 7, 7, true"
  })
  void isANumberOrAShareOfTheExpected(String option, long missing, long expected, boolean allowed) {
    assertThat(Allowance.of("--maxMissing", option).allows(missing, expected), is(allowed));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "0.5", "many", "1 %", "%"})
  void anythingElseIsOneClearLine(String option) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Allowance.of("--maxMissing", option));
    assertThat(refused.getMessage(), containsString("--maxMissing=" + option));
  }
}
