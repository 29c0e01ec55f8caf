package io.github.mailmodosource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * "130 and 143 after Ctrl-C and SIGTERM in a bounded run": real processes that get real signals
 * while Segment keeps them waiting.
 */
@Timeout(120)
class EndedBySignalTest {
  private static final int BATCHES_TAKEN = 3;

  @TempDir Path folder;
  private HangingSegment segment;
  private @Nullable Process process;

  @BeforeEach
  void isThereAKill() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/kill")));
    segment = HangingSegment.after(BATCHES_TAKEN);
  }

  @AfterEach
  void endAll() {
    segment.close();
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DIRECT, INT, 130, Ctrl-C (SIGINT)",
    "DIRECT, TERM, 143, SIGTERM",
    "FLINK_BATCH, INT, 130, Ctrl-C (SIGINT)",
    "FLINK_BATCH, TERM, 143, SIGTERM",
    "FLINK_DATA_STREAM, TERM, 143, SIGTERM"
  })
  void whatWasAnsweredIsReportedAsSentAndTheRestAsLeft(
      RunnerMode mode, String signal, int exitCode, String words) throws Exception {
    Process process = start(mode.options());
    segment.awaitHanging();
    // What was answered before has reached the senders by then; they have no other way to tell.
    Thread.sleep(500);
    send(signal, process);

    assertThat(err(), process.waitFor(), is(exitCode));
    JsonNode report = JobProbe.parse(JobProbe.read(folder.resolve("report/report.json")));
    assertThat(report.path("exitCode").asInt(), is(exitCode));
    assertThat(report.path("stopped").asText(), containsString("stopped by " + words));
    assertThat(report.at("/funnel/sent").asInt(), is(segment.accepted()));
    assertThat(segment.accepted(), is(greaterThan(0)));
    long outcomes = 0;
    for (JsonNode rows : report.path("funnel")) {
      outcomes += rows.asLong();
    }
    long read = report.at("/funnel/read").asLong();
    assertThat("read = ... + left", outcomes - read + report.path("left").asLong(), is(read));
    assertThat(report.path("left").asLong(), is(greaterThan(0L)));
    assertThat(
        err(),
        is(
            "mailmodo-source: stopped by "
                + words
                + ", "
                + segment.accepted()
                + " events sent; run the same command again: it sends the rest, under the same"
                + " ids\n"));
    assertThat(out(), containsString("/report.html"));
    assertThat("nothing follows", segment.requests(), is(BATCHES_TAKEN + 1));
  }

  /** "finish or give back the batches under way": what is answered in time has been sent. */
  @Test
  void aBatchUnderWayIsStillAnswered() throws Exception {
    Process process = start(RunnerMode.DIRECT.options());
    segment.awaitHanging();
    send("TERM", process);
    segment.letGo();

    assertThat(err(), process.waitFor(), is(143));
    assertThat("more than before the signal", segment.accepted(), is(greaterThan(6)));
    JsonNode report = JobProbe.parse(JobProbe.read(folder.resolve("report/report.json")));
    assertThat(report.at("/funnel/sent").asInt(), is(segment.accepted()));
    assertThat(err(), containsString("SIGTERM, " + segment.accepted() + " events sent; "));
  }

  /** It reads contacts, or activity, from somebody who does not end. */
  @ParameterizedTest
  @CsvSource({
    "send, activity, 'stopped by SIGTERM, 0 events sent; run the same command again: it sends the rest, under the same ids'",
    "preview, contacts, stopped by SIGTERM; run the same command again"
  })
  void aRunThatDoesNotSendYetEndsAsWell(String command, String input, String line)
      throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor(), is(0));
    // Somebody who writes more rows than are looked at before the run and fit into a pipe, and then
    // keeps it open.
    Process writer =
        new ProcessBuilder(
                "bash",
                "-c",
                "exec 3> \"$1\"; while ((${#rows} < 600000)); do rows+=$(cat \"testdata/$2.jsonl\")$'\\n'; done;"
                    + " for i in {1..10}; do printf %s \"$rows\" >&3; done; touch \"$3\"; exec sleep 100",
                "bash",
                pipe.toString(),
                input,
                folder.resolve("written").toString())
            .start();
    try {
      Process process = start(command, List.of("--runner=DirectRunner", "--" + input + "=" + pipe));
      awaitFile(folder.resolve("written"), process);
      send("TERM", process);
      assertThat(err(), process.waitFor(), is(143));
      assertThat(err(), endsWith("mailmodo-source: " + line + "\n"));
      JsonNode report = JobProbe.parse(JobProbe.read(folder.resolve("report/report.json")));
      assertThat(report.path("stopped").asText(), is(line));
      assertThat(report.at("/next/command").asText(), containsString(" " + command + " "));
    } finally {
      writer.destroyForcibly();
    }
  }

  /** The first rows are looked at before there is a run. */
  @Test
  void beforeThePipelineItEndsAtOnceWithALine() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor(), is(0));
    // It can open the pipe when somebody else has, to read it.
    Process silent =
        new ProcessBuilder(
                "bash",
                "-c",
                "exec 3> \"$1\"; touch \"$2\"; exec sleep 100",
                "bash",
                pipe.toString(),
                folder.resolve("opened").toString())
            .start();
    try {
      Process process = start(List.of("--runner=DirectRunner", "--activity=" + pipe));
      awaitFile(folder.resolve("opened"), process);
      send("TERM", process);
      assertThat(err(), process.waitFor(), is(143));
      assertThat(
          err(),
          is(
              "mailmodo-source: ended by SIGTERM while nothing was being sent; run the same command"
                  + " again\n"));
      assertThat(Files.exists(folder.resolve("report")), is(false));
    } finally {
      silent.destroyForcibly();
    }
  }

  @Test
  void theSecondSignalEndsItAtOnce() throws Exception {
    Process process = start(RunnerMode.DIRECT.options());
    segment.awaitHanging();
    send("INT", process);
    send("INT", process);
    assertThat(process.waitFor(), is(130));
  }

  private Process start(List<String> options) throws IOException {
    return start("send", options);
  }

  private Process start(String job, List<String> options) throws IOException {
    Path key = folder.resolve("key");
    JobProbe.write(key, JobProbe.WRITE_KEY);
    List<String> command = new ArrayList<>();
    // Who is started in the background has Ctrl-C turned off, and so have all that it starts.
    if (Files.isExecutable(Path.of("/usr/bin/env")) && isGnu()) {
      command.addAll(List.of("/usr/bin/env", "--default-signal=INT,TERM"));
    }
    command.addAll(ChildJvm.words(List.of()));
    command.add(job);
    for (String input : List.of("activity", "contacts")) {
      if (options.stream().noneMatch(option -> option.startsWith("--" + input + "="))) {
        command.add("--" + input + "=testdata/" + input + ".jsonl");
      }
    }
    command.addAll(options);
    command.addAll(List.of("--logLevel=off", "--report=" + folder.resolve("report")));
    if (job.equals("send")) {
      command.addAll(
          List.of(
              "--batchEvents=2",
              "--maxInFlight=1",
              "--writeKey=file:" + key,
              "--endpoint=" + segment.endpoint(),
              "--resume=" + folder.resolve("resume")));
    }
    Process started =
        new ProcessBuilder(command)
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
    process = started;
    return started;
  }

  private static boolean isGnu() throws IOException {
    Process env = new ProcessBuilder("/usr/bin/env", "--default-signal=INT", "true").start();
    try {
      return env.waitFor() == 0;
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void send(String signal, Process process) throws Exception {
    assertThat(
        new ProcessBuilder("/bin/kill", "-" + signal, Long.toString(process.pid()))
            .start()
            .waitFor(),
        is(0));
  }

  private static void awaitFile(Path file, Process process) throws Exception {
    while (!Files.exists(file) && process.isAlive()) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private String out() {
    return JobProbe.read(folder.resolve("out"));
  }

  private String err() {
    return JobProbe.read(folder.resolve("err"));
  }
}
