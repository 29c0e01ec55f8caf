package io.github.mailmodosource.deadletter;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonTest {
  @ParameterizedTest(name = "{1} at the stage {2}")
  @CsvSource({
    "BAD_JSON, bad_json, parse",
    "BAD_CSV, bad_csv, parse",
    "ROW_TOO_LARGE, row_too_large, parse",
    "UNREADABLE_COLUMN, unreadable_column, parse",
    "UNREADABLE_FILE, unreadable_file, parse",
    "UNKNOWN_EVENT, unknown_event, parse",
    "MISSING_EMAIL, missing_email, parse",
    "BAD_TIME, bad_time, parse",
    "IMPLAUSIBLE_TIME, implausible_time, parse",
    "BAD_BOOLEAN, bad_boolean, parse",
    "BAD_CONTACT, bad_contact, parse",
    "BAD_SUPPRESSED, bad_suppressed, parse",
    "EVENT_TOO_LARGE, event_too_large, deliver",
    "REJECTED_BY_SEGMENT, rejected_by_segment, deliver",
    "SEGMENT_UNAVAILABLE, segment_unavailable, deliver",
  })
  void theCodesAreStable(Reason reason, String code, String stage) {
    assertThat(reason.code(), is(code));
    assertThat(reason.stage().code(), is(stage));
  }

  @ParameterizedTest
  @EnumSource
  void theDocumentationSaysWhatWasWrong(Reason reason) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("pipeline/docs/failures.md"))) {
      assertThat(
          lines.anyMatch(
              line ->
                  line.startsWith("| " + reason.stage().code() + " | `")
                      && line.contains("`" + reason.code() + "`")),
          is(true));
    }
  }

  @Test
  void everyReasonHasItsLineAbove() {
    assertThat(Reason.values().length, is(15));
  }
}
