package io.github.mailmodosource.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.github.mailmodosource.commandline.CommandLine;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a cluster, which shows it to everybody, keeps of the command that submitted a job. */
class SubmittedWordsTest {
  private static final CommandLine REPORT = new CommandLine("report");

  @Test
  void theWordsAreThoseOfTheCommandLineWithoutSecretsAndAddresses() {
    String kept =
        SubmittedWords.of(
            new CommandLine(
                "send",
                "--activity=two words.csv",
                "--writeKey=env:SEGMENT_WRITE_KEY",
                "--contacts=jdbc:postgresql://ann:secret@db.example/x",
                "--activityFields=campaign_name='ann@example.com'"));
    assertThat(
        kept,
        is(
            "[\"--activity=two words.csv\",\"--writeKey=env:SEGMENT_WRITE_KEY\","
                + "\"--contacts=(not repeated here: it contains a password or another secret)\","
                + "\"--activityFields=campaign_name='***@example.com'\"]"));
  }

  @Test
  void theyMakeTheCommandThatGoesOn() {
    String kept = SubmittedWords.of(new CommandLine("send", "--activity=a.csv", "--limit=3"));
    CommandLine read = Objects.requireNonNull(SubmittedWords.read("send", kept, REPORT));
    assertThat(read.again().line(), endsWith(" send --activity=a.csv --limit=3"));
  }

  @Test
  void whatAnOlderVersionSubmittedHasNone() {
    assertThat(SubmittedWords.read("send", null, REPORT), is(nullValue()));
    assertThat(SubmittedWords.read("send", "not JSON", REPORT), is(nullValue()));
  }
}
