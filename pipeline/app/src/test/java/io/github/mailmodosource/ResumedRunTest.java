package io.github.mailmodosource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.github.mailmodosource.JobProbe.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** "What was accepted is not sent again after a stop." */
@Timeout(180)
class ResumedRunTest {
  private static final int EVENTS = 41;
  private static final int IN_FLIGHT = 2;

  private static final List<String> SLOWLY =
      List.of("--batchEvents=2", "--maxInFlight=" + IN_FLIGHT);

  @TempDir Path folder;
  private TakingSegment segment;
  private @Nullable Process process;

  @BeforeEach
  void start() throws IOException {
    segment = new TakingSegment(50);
  }

  @AfterEach
  void endAll() {
    segment.close();
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = RunnerMode.class,
      names = {"DIRECT", "FLINK_BATCH"})
  void theCommandOfAKilledRunSendsWhatItHadNotSent(RunnerMode mode) throws Exception {
    Process killed = start(Path.of(""), mode, "--resume=" + folder.resolve("resume"));
    segment.awaitBatches(8);
    killed.destroyForcibly().waitFor();
    Set<String> before = new HashSet<>(segment.ids());

    Result result = probe().on(mode).send(segment.endpoint());

    assertThat(result.err(), result.exitCode(), is(0));
    assertThat(new HashSet<>(segment.ids()).size(), is(EVENTS));
    assertThat(result.report().at("/funnel/sent").asInt(), is(EVENTS));
    int twice = segment.ids().size() - EVENTS;
    assertThat("fewer than those of 2 x in-flight batches", twice, is(lessThan(2 * IN_FLIGHT * 2)));
    assertThat(result.report().at("/delivery/resumed").asInt(), is(before.size() - twice));
    assertThat(Files.exists(folder.resolve("resume")), is(false));
  }

  @ParameterizedTest
  @EnumSource(
      value = RunnerMode.class,
      names = {"DIRECT", "FLINK_BATCH"})
  void theCommandOfAStoppedRunSendsTheRestAndTheNextOneAll(RunnerMode mode) throws Exception {
    segment.takeOnly(5);
    Result stopped = probe().on(mode).send(segment.endpoint());
    assertThat(stopped.exitCode(), is(1));
    int before = segment.ids().size();
    assertThat(stopped.report().at("/funnel/sent").asInt(), is(before));
    assertThat(stopped.report().path("delivery").has("resumed"), is(false));

    segment.takeOnly(1_000);
    Result resumed = probe().on(mode).send(segment.endpoint());

    assertThat(resumed.exitCode(), is(0));
    assertThat(
        resumed.err(),
        is(
            "mailmodo-source: resuming: "
                + before
                + " events that Segment accepted before are not sent again ("
                + folder.resolve("resume")
                + "; --resume=none sends all)\n"));
    assertThat(segment.ids().size(), is(EVENTS));
    assertThat(new HashSet<>(segment.ids()).size(), is(EVENTS));
    assertThat(resumed.report().at("/funnel/sent").asInt(), is(EVENTS));
    assertThat(resumed.report().at("/delivery/resumed").asInt(), is(before));
    assertThat(
        resumed.out(),
        containsString(
            "  resumed       "
                + before
                + " of the sent were accepted by Segment in an earlier attempt\n"));
    assertThat(Files.exists(folder.resolve("resume")), is(false));

    Result again = probe().on(mode).send(segment.endpoint());

    assertThat(again.err(), is(""));
    assertThat(segment.ids().size(), is(2 * EVENTS));
    assertThat(again.report().path("delivery").has("resumed"), is(false));
  }

  @Test
  void anotherWriteKeySendsAll() throws Exception {
    segment.takeOnly(5);
    assertThat(probe().send(segment.endpoint()).exitCode(), is(1));
    int before = segment.ids().size();
    segment.takeOnly(1_000);
    Path key = Files.writeString(folder.resolve("another-key"), "another-write-key");

    Result result = probe().with("--writeKey=file:" + key).send(segment.endpoint());

    assertThat(result.err(), is(""));
    assertThat(segment.ids().size(), is(before + EVENTS));
  }

  @Test
  void withoutALedgerAllIsSentAgainAndTheLastLineSaysSo() throws Exception {
    segment.takeOnly(5);
    Result stopped = probe().with("--resume=none").send(segment.endpoint());
    assertThat(stopped.exitCode(), is(1));
    int before = segment.ids().size();
    segment.takeOnly(1_000);

    Result again = probe().with("--resume=none").send(segment.endpoint());

    assertThat(again.err(), is(""));
    assertThat(segment.ids().size(), is(before + EVENTS));
    assertThat(Files.exists(Path.of("none")), is(false));
  }

  @Test
  void aSecondRunOfTheSameCommandIsRefusedWhileTheFirstGoesOn() throws Exception {
    segment.close();
    segment = new TakingSegment(TimeUnit.MINUTES.toMillis(1));
    start(Path.of(""), RunnerMode.DIRECT, "--resume=" + folder.resolve("resume"));
    segment.awaitBatches(1);

    Result second = probe().send(segment.endpoint());

    assertThat(second.exitCode(), is(2));
    assertThat(second.err(), startsWith("mailmodo-source: --resume: the run send-"));
    assertThat(second.err(), containsString("is still going on in " + folder.resolve("resume")));
    assertThat(second.err().lines().count(), is(1L));
    assertThat(files(second.folder()), is(empty()));
  }

  @Test
  void whereTheUserNamesNoFolderItBelongsToCommandInputsAndEndpoint() throws Exception {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    segment.takeOnly(5);
    assertThat(start(elsewhere, RunnerMode.DIRECT).waitFor(), is(1));
    int before = segment.ids().size();
    List<Path> ledgers = files(elsewhere.resolve("state"));
    assertThat(ledgers.size(), is(1));
    assertThat(ledgers.get(0).getFileName().toString().matches("[0-9a-f]{16}"), is(true));
    assertThat("the owner's alone", Files.getPosixFilePermissions(ledgers.get(0)).size(), is(3));

    segment.takeOnly(1_000);
    assertThat(ChildJvm.log(folder), start(elsewhere, RunnerMode.DIRECT).waitFor(), is(0));

    assertThat(ChildJvm.log(folder), containsString("resuming: " + before + " events"));
    assertThat(segment.ids().size(), is(EVENTS));
    assertThat(files(elsewhere), is(empty()));
  }

  @Test
  void aFolderThatTheUserDidNotNameIsNoReasonNotToBegin() throws Exception {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("state"), "a file");

    assertThat(start(elsewhere, RunnerMode.DIRECT).waitFor(), is(0));

    assertThat(
        ChildJvm.log(folder),
        startsWith("mailmodo-source: after a stop, this command would begin anew: state/"));
    assertThat(ChildJvm.log(folder), not(containsString("\tat ")));
    assertThat(segment.ids().size(), is(EVENTS));
  }

  @Test
  void oneThatTheUserNamedIs() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    for (String name : List.of(file.toString(), file + "/below", " ", "no-such-scheme://a/b")) {
      Result result = probe().with("--resume=" + name).send(segment.endpoint());

      assertThat(result.exitCode(), is(2));
      assertThat(result.err(), startsWith("mailmodo-source: --resume"));
      assertThat(result.err().lines().count(), is(1L));
    }
    assertThat(segment.ids(), is(empty()));
  }

  @Test
  void theFolderOfTheReportIsNotTakenForIt() throws Exception {
    Path both = folder.resolve("both");
    Result result =
        probe().with("--resume=" + both).with("--report=" + both).send(segment.endpoint());

    assertThat(result.exitCode(), is(2));
    assertThat(result.err(), containsString("is the folder of the report; use another one"));
    assertThat(Files.exists(both), is(false));
  }

  @Test
  void aRunWithoutEndHasNone() {
    Result result = JobProbe.in(folder).with("--streaming", "--resume=x").send(segment.endpoint());

    assertThat(result.exitCode(), is(2));
    assertThat(
        result.err(),
        is(
            "mailmodo-source: --resume is for runs that end; leave it out with --streaming, which"
                + " goes on from --state\n"));
  }

  @Test
  void replayGoesOnAsWell() throws Exception {
    List<String> letters = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      letters.add(
          """
          {"stage":"deliver","reason":"segment_unavailable","message":"","row":"{}","failedAt":"2026-11-20T10:00:00Z","event":{"type":"track","event":"Email Sent","userId":"u","messageId":"id-%d","timestamp":"2026-11-20T10:00:00Z"}}"""
              .formatted(i));
    }
    Path dead = Files.createDirectory(folder.resolve("dead"));
    Files.write(dead.resolve("dead-letters-1.jsonl"), letters);
    JobProbe probe =
        JobProbe.in(folder)
            .with(SLOWLY.toArray(String[]::new))
            .with("--deadLetters=" + dead)
            .on(RunnerMode.DIRECT);
    segment.takeOnly(2);
    assertThat(probe.replay(segment.endpoint()).exitCode(), is(1));
    segment.takeOnly(1_000);

    Result result = probe.replay(segment.endpoint());

    assertThat(result.exitCode(), is(0));
    assertThat(segment.ids().size(), is(10));
    assertThat(result.report().at("/funnel/sent").asInt(), is(10));
  }

  private JobProbe probe() {
    return JobProbe.in(folder)
        .with("--activity=testdata/activity.jsonl", "--contacts=testdata/contacts.jsonl")
        .with(SLOWLY.toArray(String[]::new));
  }

  private Process start(Path directory, RunnerMode mode, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add("send");
    command.add("--activity=" + Path.of("testdata/activity.jsonl").toAbsolutePath());
    command.add("--contacts=" + Path.of("testdata/contacts.jsonl").toAbsolutePath());
    command.add("--endpoint=" + segment.endpoint());
    command.add("--report=" + folder.resolve("report"));
    command.addAll(SLOWLY);
    command.addAll(mode.options());
    command.addAll(List.of(options));
    Process started = ChildJvm.start(folder, directory, List.of("-Xmx512m"), command);
    process = started;
    return started;
  }

  private static List<Path> files(Path of) throws IOException {
    try (Stream<Path> files = Files.list(of)) {
      return files.toList();
    }
  }
}
