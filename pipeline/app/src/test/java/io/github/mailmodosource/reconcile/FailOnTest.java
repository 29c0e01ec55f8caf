package io.github.mailmodosource.reconcile;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.match.Finding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** "--fail says which findings make exit 4". */
class FailOnTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "missing,mismatched,unexpected | MISSING | true",
        "missing,mismatched,unexpected | MISMATCHED | true",
        "missing,mismatched,unexpected | UNEXPECTED | true",
        "missing,mismatched,unexpected | DUPLICATED | false",
        "missing,mismatched,unexpected | MATCHED | false",
        "duplicated | DUPLICATED | true",
        "duplicated | MISSING | false",
        " unexpected , missing | MISSING | true",
        "none | MISSING | false"
      })
  void onlyWhatIsNamedFails(String option, Finding found, boolean fails) {
    assertThat(FailOn.of(option).hasAny(finding -> finding == found ? 1 : 0), is(fails));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "matched",
        "expected",
        "lost",
        "missing,",
        "missing;unexpected",
        "none,missing"
      })
  void anyOtherWordIsOneClearLine(String option) {
    UsageException refused = assertThrows(UsageException.class, () -> FailOn.of(option));
    assertThat(
        refused.getMessage(),
        is(
            "--fail="
                + option
                + " is unknown; use one or more of missing, mismatched, unexpected, duplicated with"
                + " commas between them, or none"));
  }
}
