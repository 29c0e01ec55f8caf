package io.github.mailmodosource.stream;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mailmodosource.ChildJvm;
import io.github.mailmodosource.JobProbe;
import io.github.mailmodosource.RecordingServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole processes that are killed and drained, and go on where they stopped. */
@Timeout(240)
class StreamRunTest {
  private static final int MINUTE = 60_000;

  @TempDir Path folder;
  private RecordingServer segment;
  private @Nullable Process process;
  private int rows;
  private int runs;
  private String drainFor = "60s";

  @BeforeEach
  void start() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/kill")));
    segment = RecordingServer.start();
    Files.createDirectory(folder.resolve("in"));
    Files.writeString(folder.resolve("contacts.csv"), "email,user_id\nann@example.com,u-1\n");
  }

  @AfterEach
  void endAll() {
    segment.close();
    if (process != null) {
      process.destroyForcibly();
    }
  }

  /** "A killed process … loses nothing", and "started again … the run goes on where it stopped". */
  @Test
  void aKilledRunAndADrainedOneAreGoneOnFrom() throws Exception {
    Path log = startRun();
    arrive(5);
    awaitTaken(5);
    awaitNewCheckpoints();
    assertThat(text(log), containsString("begins anew: " + state() + " has no checkpoint yet"));
    assertThatAnotherRunIsRefused();
    end("KILL");

    // As a run leaves it that is killed while it writes.
    Path torn = Files.createDirectory(jobFolder().resolve("chk-9999"));
    Files.createFile(torn.resolve("_metadata"));
    arrive(5);
    log = startRun();
    awaitTaken(10);
    assertThat(text(log), containsString("goes on from the checkpoint of 20"));
    assertThat(Files.exists(torn), is(false));
    // Sent, or not even read: either is in the savepoint.
    arrive(500);
    assertThat(end("TERM"), is(0));
    int taken = segment.taken().size();
    assertThat(text(log).replaceAll(" +", " "), containsString("\n sent " + (taken - 5) + "\n"));
    assertThat(text(log), not(containsString("\tat ")));
    assertThat(text(log), not(containsString("[WARN]")));

    startRun();
    awaitTaken(510);
    assertThat(end("TERM"), is(0));
    assertThat("nothing was sent twice", segment.taken().values(), everyItem(is(1)));
  }

  private void assertThatAnotherRunIsRefused() throws Exception {
    Process first = process;
    Path log = startRun();
    Process second = process;
    process = first;
    assertThat(second == null ? -1 : second.waitFor(), is(2));
    assertThat(text(log), containsString("mailmodo-source: --state: the run send-2"));
    assertThat(text(log), containsString(" is still going on in " + state()));
  }

  /** "Where Segment is away, within --drainFor it ends at the last checkpoint and says so." */
  @Test
  void aDrainInAnOutageEndsAtTheLastCheckpoint() throws Exception {
    drainFor = "2s";
    Path log = startRun();
    arrive(1);
    awaitTaken(1);
    awaitNewCheckpoints();
    segment.answering(503);
    int before = segment.requests().size();
    arrive(20);
    await("a refusal", () -> segment.requests().size() > before);
    assertThat(end("TERM"), is(0));
    assertThat(
        text(log),
        containsString(
            "mailmodo-source: Segment did not answer within --drainFor=2s; the next run goes on"
                + " from the checkpoint of 20"));
    assertThat(text(log), not(containsString("\tat ")));

    segment.answering(200);
    startRun();
    awaitTaken(21);
    assertThat("nothing was sent twice", segment.taken().values(), everyItem(is(1)));
  }

  /** As a full disk: no checkpoint can be written, and nothing else. */
  @Test
  void aFolderThatCannotBeWrittenIsToldAndTheRunEndsAtTheLastCheckpoint() throws Exception {
    Path log = startRun();
    arrive(1);
    awaitTaken(1);
    awaitNewCheckpoints();
    Path trial = Files.createDirectories(state().resolve(".trial/taken"));
    List<Path> inTheWay = fillTheDisk();
    arrive(5);
    awaitTaken(6);
    await("a warning", () -> text(log).contains("the folder of --state cannot be written ("));
    assertThat(
        text(log),
        containsString("; what is sent from now on is sent again if the process is killed"));
    assertThat(end("TERM"), is(0));
    assertThat(text(log), containsString("mailmodo-source: the savepoint could not be written ("));
    assertThat(text(log), containsString("); the next run goes on from the checkpoint of 20"));
    assertThat(text(log), not(containsString("started again")));
    assertThat(text(log), not(containsString("\tat ")));
    assertThat("nothing was sent twice", segment.taken().values(), everyItem(is(1)));

    Files.delete(trial);
    Files.delete(trial.getParent());
    for (Path file : inTheWay) {
      Files.delete(file);
    }
    Path next = startRun();
    arrive(1);
    awaitTaken(7);
    assertThat(text(next), containsString("goes on from the checkpoint of 20"));
    assertThat(end("TERM"), is(0));
  }

  /** In the place of the folders of checkpoints that are to come. */
  private List<Path> fillTheDisk() throws IOException {
    List<Path> files = new ArrayList<>();
    Path job = jobFolder();
    for (int n = 1; n < 1000; n++) {
      Path file = job.resolve("chk-" + n);
      if (!Files.exists(file)) {
        files.add(Files.createFile(file));
      }
    }
    return files;
  }

  /** Flink starts a job again whose savepoint failed; then what it held was sent once more. */
  @Test
  void aSavepointThatFailsOnTheWayEndsTheRunAtTheLastCheckpoint() throws Exception {
    Path log = startRun();
    arrive(1);
    awaitTaken(1);
    awaitNewCheckpoints();
    segment.answering(503);
    int before = segment.requests().size();
    arrive(20);
    await("a refusal", () -> segment.requests().size() > before);
    signal("TERM");
    await("a savepoint", () -> !savepoints().isEmpty());
    Path savepoint = savepoints().get(0);
    Files.delete(savepoint);
    Files.createFile(savepoint);
    segment.answering(200);
    assertThat(processEnd(), is(0));
    assertThat(text(log), containsString("mailmodo-source: the savepoint could not be written ("));
    assertThat(text(log), containsString("); the next run goes on from the checkpoint of 20"));
    assertThat(text(log), not(containsString("\tat ")));
    assertThat(segment.taken().size(), is(21));
    assertThat("nothing was sent twice", segment.taken().values(), everyItem(is(1)));

    Path next = startRun();
    arrive(1);
    awaitTaken(22);
    assertThat(text(next), containsString("goes on from the checkpoint of 20"));
    assertThat(end("TERM"), is(0));
  }

  private List<Path> savepoints() {
    try (Stream<Path> files = Files.list(state().resolve("savepoints"))) {
      return files.toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /**
   * A savepoint that version 0.1.0 ended with: {@code 1} had been sent to Ann, and {@code 2} waited
   * for Bob to be identified. Every later version has to go on from it.
   */
  @Test
  void aStateOfTheFirstVersionIsTakenOver() throws Exception {
    Path savepoint = Files.createDirectories(state().resolve("savepoints/savepoint-1"));
    try (InputStream written =
        new GZIPInputStream(
            Files.newInputStream(Path.of("pipeline/app/src/test/resources/state-0.1.0.gz")))) {
      Files.copy(written, savepoint.resolve("_metadata"));
    }
    Files.writeString(
        folder.resolve("contacts.csv"),
        "email,user_id\nann@example.com,u-1\nbob@example.com,u-2\n");
    arrive(1);
    Path log = startRun("--contactsWait=36500d", "--deduplicateFor=36500d");
    awaitTaken(1);
    assertThat(text(log), containsString("goes on from the checkpoint of"));
    arrive(1);
    // Ann's second one, and Bob's; her first one is a duplicate.
    awaitTaken(2);
    assertThat(end("TERM"), is(0));
    assertThat(segment.taken().size(), is(2));
    assertThat(text(log).replaceAll(" +", " "), containsString("\n duplicate 1\n"));
  }

  /** The key is read from a pipe that nobody writes to yet, so the signal comes while it starts. */
  @Test
  void aSignalThatComesBeforeTheRunBeginsEndsItAsItWouldLater() throws Exception {
    Path key = folder.resolve("key");
    assumeTrue(new ProcessBuilder("mkfifo", key.toString()).start().waitFor() == 0);
    Path log = startRun("--writeKey=file:" + key);
    Process starting = Objects.requireNonNull(process);
    try (OutputStream out = Files.newOutputStream(key)) {
      // It is being read now.
      new ProcessBuilder("/bin/kill", "-TERM", Long.toString(starting.pid())).start().waitFor();
      Thread.sleep(500);
      out.write("a-key\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(starting.waitFor(), is(0));
    assertThat(text(log), containsString("ended before it began; nothing was read or sent"));
  }

  /** Starts a run, and returns the file that has all it says. */
  private Path startRun(String... options) throws IOException {
    Path own = Files.createDirectory(folder.resolve("run-" + ++runs));
    List<String> command =
        new ArrayList<>(
            List.of(
                "send",
                "--streaming",
                "--runner=FlinkRunner",
                "--parallelism=2",
                "--activity=" + folder.resolve("in"),
                "--contacts=" + folder.resolve("contacts.csv"),
                "--state=" + state(),
                "--report=" + own.resolve("report"),
                "--endpoint=" + segment.endpoint(),
                "--watchInterval=200ms",
                "--maxBatchDelay=300ms",
                "--checkpointInterval=300ms",
                "--contactsWait=0s",
                "--drainFor=" + drainFor,
                "--stableUniqueNames=ERROR"));
    for (String option : options) {
      command.removeIf(word -> word.startsWith(option.substring(0, option.indexOf('='))));
      command.add(option);
    }
    process = ChildJvm.start(own, List.of("-Xmx256m"), command);
    return own.resolve("log");
  }

  private Path state() {
    return folder.resolve("state");
  }

  /** A file with so many new rows is moved in. */
  private void arrive(int count) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      rows++;
      text.append("{\"event\":\"Email Sent\",\"email\":\"ann@example.com\",")
          .append("\"occurred_at\":\"2026-11-20T03:04:05Z\",\"id\":\"")
          .append(rows)
          .append("\"}\n");
    }
    Path file = folder.resolve("rows-" + rows + ".jsonl");
    Files.writeString(file, text);
    Files.move(file, folder.resolve("in").resolve(file.getFileName()));
  }

  private void awaitTaken(int events) throws Exception {
    await(events + " events", () -> segment.taken().size() >= events);
  }

  /** One that began after what came before is not always the next one that ends. */
  private void awaitNewCheckpoints() throws Exception {
    String now = checkpoints();
    await("a checkpoint", () -> !checkpoints().equals(now));
    String next = checkpoints();
    await("one more", () -> !checkpoints().equals(next));
  }

  private String checkpoints() {
    try (Stream<Path> files = Files.walk(state())) {
      return files
          .filter(file -> file.getFileName().toString().equals("_metadata"))
          .sorted()
          .toList()
          .toString();
    } catch (IOException | UncheckedIOException e) {
      return "";
    }
  }

  private Path jobFolder() throws IOException {
    try (Stream<Path> folders = Files.list(state())) {
      return folders
          .filter(path -> path.getFileName().toString().length() == 32)
          .findFirst()
          .orElseThrow();
    }
  }

  private void await(String what, BooleanSupplier reached) throws Exception {
    long deadline = System.nanoTime() + Duration.ofMillis(MINUTE).toNanos();
    while (!reached.getAsBoolean()) {
      assertThat(what + " in time:\n" + logs(), System.nanoTime() < deadline, is(true));
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private String logs() {
    StringBuilder all = new StringBuilder();
    for (int run = 1; run <= runs; run++) {
      all.append(text(folder.resolve("run-" + run).resolve("log"))).append('\n');
    }
    return all.toString();
  }

  /** Sends a signal, waits for the end, and returns the exit code. */
  private int end(String signal) throws Exception {
    signal(signal);
    return processEnd();
  }

  private void signal(String signal) throws Exception {
    assertThat(
        new ProcessBuilder("/bin/kill", "-" + signal, Long.toString(running().pid()))
            .start()
            .waitFor(),
        is(0));
  }

  private int processEnd() throws Exception {
    return running().waitFor();
  }

  private Process running() {
    Process running = process;
    if (running == null) {
      throw new IllegalStateException("there is no run");
    }
    return running;
  }

  private static String text(Path log) {
    return JobProbe.read(log);
  }
}
