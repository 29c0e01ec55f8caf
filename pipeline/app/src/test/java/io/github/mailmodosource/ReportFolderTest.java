package io.github.mailmodosource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mailmodosource.JobProbe.Result;
import io.github.mailmodosource.sandbox.Sandbox;
import io.github.mailmodosource.sandbox.SandboxSettings;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What whole runs leave in the report's folder, and what they find there. */
class ReportFolderTest {
  private static final String BAD_ROWS = "--activity=testdata/bad-rows.jsonl";

  @TempDir Path folder;
  private Sandbox segment;

  @BeforeEach
  void startSegment() throws BindException {
    segment = Sandbox.start(SandboxSettings.onAnyPort().withWriteKey(JobProbe.WRITE_KEY));
  }

  @AfterEach
  void stopSegment() {
    segment.close();
  }

  @Test
  void aSecondRunKeepsTheReportAndTheLettersOfTheFirst() throws Exception {
    Path report = folder.resolve("report");
    Result first = send(report, BAD_ROWS);
    String firstReport = JobProbe.read(report.resolve("report.json"));
    List<JsonNode> firstLetters = first.letters();
    assertThat(first.exitCode(), is(3));

    Result second = send(report, "--activity=testdata/activity.jsonl");

    assertThat(second.err(), second.exitCode(), is(0));
    assertThat("its own folder has its own files", second.letters(), is(empty()));
    String start = JobProbe.parse(firstReport).path("started").asText().replaceAll("[-:.]", "");
    Path earlier = report.resolve("earlier").resolve(start);
    assertThat(JobProbe.read(earlier.resolve("report.json")), is(firstReport));
    assertThat(Files.exists(earlier.resolve("report.html")), is(true));
    assertThat(new Result(0, "", "", earlier).letters(), is(firstLetters));

    send(report, "--activity=testdata/activity.jsonl");
    try (Stream<Path> starts = Files.list(report.resolve("earlier"))) {
      assertThat(starts.toList(), hasSize(2));
    }
  }

  /** "{@code replay} reads DIR itself, not {@code DIR/earlier}." */
  @Test
  void replayLeavesWhatItReadsWhereItIs() throws Exception {
    Path report = folder.resolve("report");
    send(report, BAD_ROWS);
    Result again = send(report, BAD_ROWS);
    List<String> before = files(report);

    Result replayed =
        run("replay", folder.resolve("again"), "--deadLetters=" + report, "--maxDeadLetters=1000");

    assertThat(replayed.err(), replayed.exitCode(), is(0));
    assertThat(replayed.letters(), hasSize(again.letters().size()));
    assertThat(files(report), is(before));
  }

  @Test
  void aFolderOfLettersAloneIsSharedAndNotMoved() throws Exception {
    Path letters = folder.resolve("letters");
    send(folder.resolve("a"), BAD_ROWS, "--deadLetters=" + letters);
    send(folder.resolve("b"), BAD_ROWS, "--deadLetters=" + letters);
    assertThat(files(letters), hasSize(2));
  }

  @Test
  @Timeout(120)
  void aFolderOfARunThatGoesOnIsRefusedWithItsName() throws Exception {
    Path report = folder.resolve("report");
    try (HangingSegment hanging = HangingSegment.after(0)) {
      Process process = child(hanging.endpoint(), report);
      try {
        hanging.awaitHanging();
        Result refused = send(report, "--activity=testdata/activity.jsonl");
        assertThat(refused.exitCode(), is(2));
        assertThat(refused.err(), startsWith("mailmodo-source: --report: the run send-20"));
        assertThat(refused.err(), containsString("-" + process.pid() + " is still going on in "));
        assertThat(refused.err().lines().count(), is(1L));
        assertThat(segment.events(), is(empty()));
      } finally {
        process.destroyForcibly().waitFor();
      }
      Result after = send(report, "--activity=testdata/activity.jsonl");
      assertThat("a killed run is in nobody's way", after.exitCode(), is(0));
    }
  }

  @Test
  void whatHoldsAddressesIsTheOwnersOnly() throws Exception {
    assumeTrue(
        java.nio.file.FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    Path report = folder.resolve("made").resolve("report");
    send(report, BAD_ROWS);
    assertThat(mode(report), is("rwx------"));
    assertThat(mode(folder.resolve("made")), is("rwx------"));
    List<String> letters =
        files(report).stream().filter(name -> name.startsWith("dead-letters-")).toList();
    assertThat(letters, hasSize(1));
    assertThat(mode(report.resolve(letters.get(0))), is("rw-------"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--report=", "--deadLetters="})
  void whatCannotBeWrittenIsToldBeforeAnythingIsSent(String option) throws Exception {
    Path file = Files.writeString(folder.resolve("a-file"), "");
    List<String> wrong =
        new ArrayList<>(
            List.of(
                file.toString(),
                file + "/report",
                folder.resolve("n".repeat(300)).toString(),
                "/proc/nowhere",
                "a\0b"));
    // A folder that is there, and in which nobody may write, not even root.
    Path proc = Path.of("/proc/self/fdinfo");
    if (Files.isDirectory(proc)) {
      wrong.add(proc.toString());
    }
    for (String value : wrong) {
      Result result =
          run(
              "send",
              option.equals("--report=") ? Path.of("") : folder.resolve("report"),
              "--activity=testdata/activity.jsonl",
              option + value);
      assertThat(value, result.exitCode(), is(2));
      assertThat(result.err(), startsWith("mailmodo-source: " + option.replace("=", ": ")));
      assertThat(result.err().lines().count(), is(1L));
      assertThat(result.err(), not(containsString("Exception")));
    }
    assertThat(segment.stats().requests(), is(0L));
    assertThat("no exit 2 leaves a folder", Files.exists(folder.resolve("report")), is(false));
  }

  @Test
  void aReportThatCannotBeReplacedIsToldBeforeAnythingIsSent() throws Exception {
    Path report = folder.resolve("report");
    Files.createDirectories(report.resolve("report.json/something"));
    Result result = send(report, "--activity=testdata/activity.jsonl");
    assertThat(result.exitCode(), is(2));
    assertThat(result.err(), containsString("(report.json is a folder)"));
    assertThat(segment.stats().requests(), is(0L));
    assertThat(files(report), contains("report.json/something"));
  }

  @Test
  void anExitWithTwoLeavesTheReportOfTheRunBeforeInItsPlace() throws Exception {
    Path report = folder.resolve("report");
    send(report, BAD_ROWS);
    List<String> before = files(report);

    Result refused =
        send(report, BAD_ROWS, "--runner=FlinkRunner", "--executionModeForBatch=SOMETIMES");

    assertThat(refused.exitCode(), is(2));
    assertThat(files(report), is(before));
    assertThat(Files.exists(report.resolve("earlier")), is(false));
  }

  /** From its first request on, the process can write no more than 1,000 bytes to a file. */
  @Test
  @Timeout(120)
  void ofAReportThatDoesNotFitNothingIsThere() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")));
    Path report = folder.resolve("report");
    send(report, BAD_ROWS);
    CompletableFuture<Process> started = new CompletableFuture<>();
    try (ExpiringKey taking = ExpiringKey.after(1_000, () -> fillDisk(started.join()))) {
      Process process = child(taking.endpoint(), report);
      started.complete(process);

      int exitCode = process.waitFor();
      String err = JobProbe.read(folder.resolve("err"));
      assertThat(err, exitCode, is(1));
      assertThat(
          err,
          is("mailmodo-source: the report cannot be written to " + report + ": File too large\n"));
      assertThat(JobProbe.read(folder.resolve("out")), not(containsString("report.html")));
      assertThat(
          "nothing is claimed, and nothing is half",
          files(report).stream().filter(name -> !name.startsWith("earlier/")).toList(),
          contains(".run"));
      assertThat(
          "the old one is kept",
          files(report).stream().filter(name -> name.endsWith("/report.json")).toList(),
          hasSize(1));
    }
  }

  private static int fillDisk(Process process) throws Exception {
    return new ProcessBuilder("/usr/bin/prlimit", "--pid=" + process.pid(), "--fsize=1000")
        .inheritIO()
        .start()
        .waitFor();
  }

  private Process child(String endpoint, Path report) throws IOException {
    Path key = folder.resolve("key");
    JobProbe.write(key, JobProbe.WRITE_KEY);
    List<String> command = ChildJvm.words(List.of());
    command.addAll(
        List.of(
            "send",
            "--activity=testdata/activity.jsonl",
            "--contacts=testdata/contacts.jsonl",
            "--writeKey=file:" + key,
            "--logLevel=off",
            "--endpoint=" + endpoint,
            "--report=" + report,
            "--resume=" + folder.resolve("resume")));
    return new ProcessBuilder(command)
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  private Result send(Path report, String... options) {
    return run("send", report, options);
  }

  /** An empty path gives no option. */
  private Result run(String command, Path report, String... options) {
    Path key = folder.resolve("key");
    JobProbe.write(key, JobProbe.WRITE_KEY);
    List<String> words =
        new ArrayList<>(
            List.of(command, "--writeKey=file:" + key, "--endpoint=" + segment.endpoint()));
    if (command.equals("send")) {
      words.add("--contacts=testdata/contacts.jsonl");
    }
    if (!report.toString().isEmpty()) {
      words.add("--report=" + report);
    }
    words.addAll(List.of(options));
    return JobProbe.run(report, words);
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> Files.isRegularFile(path) || isEmptyFolder(path))
          .map(file -> folder.relativize(file).toString())
          .filter(name -> !name.isEmpty())
          .sorted()
          .toList();
    }
  }

  private static boolean isEmptyFolder(Path path) {
    String[] names = path.toFile().list();
    return names != null && names.length == 0;
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
