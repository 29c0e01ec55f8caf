package io.github.mailmodosource.replay;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.startsWith;

import io.github.mailmodosource.commandline.CommandLine;
import org.junit.jupiter.api.Test;

class ReplaySettingsTest {
  @Test
  void fourWrongOptionsAreFourLinesEachWithItsOption() {
    ReplayOptions options =
        new CommandLine(
                "replay",
                "--writeKey=file:testdata/README.md",
                "--contacts=testdata/nowhere.jsonl",
                "--zone=Nowhere",
                "--region=mars")
            .parse(ReplayOptions.class);
    assertThat(
        ReplaySettings.faults(options),
        contains(
            startsWith("--deadLetters is missing; "),
            startsWith("--contacts: testdata/nowhere.jsonl does not match any file"),
            startsWith("--zone=Nowhere "),
            startsWith("--region=mars ")));
  }
}
