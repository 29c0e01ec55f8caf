package io.github.mailmodosource.stream;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** "{@code --state=DIR}, default {@code state/<first input's name>}". */
class StateNameTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "incoming                           | state/incoming",
        "incoming/                          | state/incoming",
        "incoming/*.jsonl                   | state/incoming",
        "/data/mailmodo/2026-*/**.jsonl     | state/data-mailmodo",
        "file:///data/activity              | state/data-activity",
        "s3://bucket/logs/*.gz,other/*.csv  | state/s3-bucket-logs",
        "activity-*.jsonl                   | state/activity-.jsonl",
        "../Übung mit Leerzeichen/in        | state/bung-mit-Leerzeichen-in",
        "*                                  | state/send",
      })
  void filesAreCalledByTheirFolder(String activity, String folder) {
    assertThat(StateName.of(activity, null, "send"), is(folder));
  }

  @Test
  void aLongNameIsCutAndToldApartByItsHash() {
    String one = StateName.of("a".repeat(100) + "/1", null, "send");
    String two = StateName.of("a".repeat(100) + "/2", null, "send");
    assertThat(one, matchesPattern("state/a{60}-[0-9a-f]{8}"));
    assertThat(one, is(not(two)));
  }

  /** The cursor of one database says nothing of another's rows. */
  @Test
  void aTableIsCalledByItsNameAndItsDatabase() {
    String one = StateName.of("jdbc:postgresql://one/db", "mailmodo.activity", "send");
    String two = StateName.of("jdbc:postgresql://two/db", "mailmodo.activity", "send");
    assertThat(one, matchesPattern("state/mailmodo\\.activity-[0-9a-f]{8}"));
    assertThat(one, is(not(two)));
    assertThat(
        StateName.of("jdbc:postgresql://one/db", "SELECT 1", "send"),
        matchesPattern("state/query-[0-9a-f]{8}"));
  }
}
