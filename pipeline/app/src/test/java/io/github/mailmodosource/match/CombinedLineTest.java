package io.github.mailmodosource.match;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** "= matched, - missing, * mismatched, + unexpected, ! could not be judged". */
class CombinedLineTest {
  @ParameterizedTest
  @CsvSource({
    "MATCHED, = a",
    "MISSING, - a",
    "MISMATCHED, * a",
    "UNEXPECTED, + a",
    ", ! a",
    "MATCHED DUPLICATED, = a",
    "MISMATCHED DUPLICATED, * a",
    "MISSING UNEXPECTED, - a",
    "MATCHED UNEXPECTED, + a"
  })
  void anIdHasOneLineThatSaysTheWorst(@Nullable String findings, String line) {
    List<Difference> found =
        findings == null
            ? List.of()
            : Arrays.stream(findings.split(" ", -1))
                .map(finding -> found(Finding.valueOf(finding)))
                .toList();
    assertThat(CombinedLine.of("a", found), is(line));
  }

  @Test
  void anIdOfSomebodyElseCannotBreakTheLine() {
    assertThat(CombinedLine.of("x\n= y", List.of(found(Finding.UNEXPECTED))), is("+ x = y"));
  }

  private static Difference found(Finding finding) {
    return new Difference(finding, "Link Clicked", "a", "2026-11-20", "C-1", "", List.of(), 1);
  }
}
