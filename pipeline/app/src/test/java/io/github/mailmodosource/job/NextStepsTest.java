package io.github.mailmodosource.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.github.mailmodosource.commandline.Command;
import io.github.mailmodosource.commandline.CommandLine;
import io.github.mailmodosource.commandline.OptionSources;
import io.github.mailmodosource.replay.ReplayOptions;
import io.github.mailmodosource.report.Funnel;
import io.github.mailmodosource.report.NextStep;
import io.github.mailmodosource.report.Reports;
import io.github.mailmodosource.report.RunReport;
import io.github.mailmodosource.report.Stop;
import io.github.mailmodosource.send.SendOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextStepsTest {
  private static final String LAUNCHER = "mailmodosource.launcher";
  private static final List<Command> COMMANDS =
      List.of(
          new Command("send", "", SendOptions.class, List.of(), line -> 0),
          new Command("replay", "", ReplayOptions.class, List.of(), line -> 0));

  @TempDir Path folder;

  @BeforeEach
  void launcher() {
    System.setProperty(LAUNCHER, "ms");
  }

  @AfterEach
  void noLauncher() {
    System.clearProperty(LAUNCHER);
  }

  private static CommandLine send(String... words) {
    return OptionSources.of(COMMANDS.get(0), COMMANDS, Map.of())
        .complete(new CommandLine("send", words).among(COMMANDS));
  }

  private static JobRun run(
      CommandLine line, String reports, String letters, @Nullable String ledger) {
    return new JobRun(
        "send",
        "send-1",
        Instant.EPOCH,
        "DirectRunner",
        reports,
        letters + "/dead-letters-send-1.jsonl",
        0,
        0,
        null,
        0,
        ledger,
        line);
  }

  private static String command(@Nullable NextStep step) {
    return Objects.requireNonNull(step).command();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5   | state/1 | send what is left, up to the same ceiling, which each run counts for itself:",
        "5   |         | without a ledger this begins anew, and comes as far as this run did:",
        "130 | state/1 | send the rest:",
        "143 |         | begin anew, under the same ids:",
        "1   | state/1 | when its cause is gone, send the rest:",
        "1   |         | when its cause is gone, begin anew, under the same ids:"
      })
  void aRunThatStoppedGoesOnByTheSameCommand(int exitCode, @Nullable String ledger, String why) {
    RunReport stopped =
        Reports.of("send", new Funnel()).withExitCode(exitCode).withStop(new Stop("why", false));
    assertThat(
        NextSteps.of(run(send("--activity=a.csv"), "r", "r", ledger), stopped),
        is(new NextStep(why, "ms send --activity=a.csv")));
  }

  @Test
  void whoLeavesNothingToBeDoneSaysNothing() {
    assertThat(
        NextSteps.of(run(send(), "r", "r", null), Reports.of("send", new Funnel()).withExitCode(0)),
        is(nullValue()));
  }

  @Test
  void aPreviewIsNeverReplayed() {
    RunReport preview = Reports.of("preview", new Funnel()).withExitCode(3);
    assertThat(
        NextSteps.of(run(send("--activity=a.csv"), "r", "r", null), preview),
        is(new NextStep("when its cause is gone, look again:", "ms send --activity=a.csv")));
  }

  @Test
  void whatAFileGivesIsTurnedOffWhereAReplayHasNoUseForIt() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("o.yaml"), "minRows: 100\nstreaming: true\nreport: nightly\n");
    RunReport lost = Reports.sample().withExitCode(3);
    assertThat(
        command(NextSteps.of(run(send("--options=" + file), "nightly", "nightly", null), lost)),
        is(
            "ms replay --options="
                + file
                + " --streaming=false --minRows=0 --deadLetters=nightly --report=nightly/replay"));
    assertThat(
        "what the command line gives is left out",
        command(
            NextSteps.of(
                run(send("--minRows=100", "--since=2026-11-20"), "reports/1", "reports/1", null),
                lost)),
        is("ms replay --since=2026-11-20 --deadLetters=reports/1"));
  }

  @Test
  void aFolderThatOthersWriteToIsNotReplayedAsAWhole() {
    RunReport lost = Reports.sample().withExitCode(3);
    assertThat(
        command(NextSteps.of(run(send(), "r", "/all", null), lost)),
        is("ms replay --deadLetters=/all/dead-letters-send-1.jsonl"));
    assertThat(
        "of an object store, a name is that of a folder",
        command(NextSteps.of(run(send(), "r", "s3://bucket/all", null), lost)),
        is("ms replay '--deadLetters=s3://bucket/all/dead-letters-send-1*.jsonl'"));
  }
}
