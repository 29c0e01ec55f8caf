package io.github.mailmodosource.replay;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import io.github.mailmodosource.commandline.CommandLine;
import org.junit.jupiter.api.Test;

class ReplaySettingsTest {
  @Test
  void fourWrongOptionsAreFourLinesEachWithItsOption() {
    ReplayOptions options =
        new CommandLine(
                "replay",
                "--writeKey=env:PATH",
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

  @Test
  void itsOwnLettersGoToAnotherFolder() {
    ReplayOptions options =
        new CommandLine("replay", "--deadLetters=testdata", "--report=./testdata/../testdata/")
            .parse(ReplayOptions.class);
    assertThat(
        ReplaySettings.faults(options),
        hasItem(
            startsWith("--deadLetters: testdata/dead-letters-*.jsonl does not match any file")));
    ReplayOptions ofFile =
        new CommandLine(
                "replay",
                "--deadLetters=testdata/bad-rows.jsonl",
                "--report=./testdata/../testdata/")
            .parse(ReplayOptions.class);
    assertThat(
        ReplaySettings.faults(ofFile),
        hasItem(startsWith("--report must be another folder than --deadLetters: ")));
  }
}
