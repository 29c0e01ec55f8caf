package io.github.mailmodosource.preview;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.github.mailmodosource.commandline.CommandLine;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PreviewSettingsTest {
  @Test
  void theWriteKeyIsNotRead() {
    assertThat(faults("--writeKey=env:MAILMODO_SOURCE_NOBODY_SETS_THIS"), is(empty()));
    assertThat(faults("--writeKey=file:testdata/nowhere.key"), is(empty()));
  }

  @Test
  void whatSendWouldRefuseIsRefused() {
    assertThat(
        faults("--writeKey=abc123", "--region=mars", "--integrations=x", "--limit=-1"),
        contains(
            startsWith("--integrations: "),
            startsWith("--writeKey: a secret must be named, not given"),
            startsWith("--region=mars is unknown; "),
            is("--limit=-1 is out of range; use 0 to 1,000")));
  }

  @Test
  void aPlanIsForAForecast() {
    assertThat(
        faults("--planUsers=1000", "--planCalls=0"),
        contains("--planUsers is for a forecast; add --forecast, or leave it out"));
    assertThat(
        faults("--forecast", "--planCalls=0"),
        contains("--planCalls=0 is out of range; use 1 or more"));
    assertThat(faults("--forecast", "--planUsers=1000", "--planCalls=250000"), is(empty()));
  }

  private static List<String> faults(String... words) {
    String[] all =
        Stream.concat(
                Stream.of(
                    "--activity=testdata/activity.jsonl", "--contacts=testdata/contacts.jsonl"),
                Stream.of(words))
            .toArray(String[]::new);
    return PreviewSettings.faults(
        new CommandLine(PreviewJob.NAME, all).parse(PreviewOptions.class));
  }
}
