package io.github.mailmodosource.stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mailmodosource.ChildJvm;
import io.github.mailmodosource.JobProbe;
import io.github.mailmodosource.sandbox.Sandbox;
import io.github.mailmodosource.sandbox.SandboxSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Processes of {@code send --streaming}, one after the other, with one state: a sandbox that they
 * send to, a folder that they watch, and contacts.
 */
final class StreamProbe implements AutoCloseable {
  private static final Duration MOST = Duration.ofSeconds(90);

  private final Path folder;
  private final Path in;
  private final Path beside;
  private final Path contacts;
  private final Sandbox segment;
  private final List<String> options = new ArrayList<>();
  private @Nullable Process process;
  private int lives;

  StreamProbe(Path folder) throws IOException {
    this.folder = folder;
    in = Files.createDirectories(folder.resolve("in"));
    beside = Files.createDirectories(folder.resolve("beside"));
    contacts = folder.resolve("contacts.jsonl");
    segment = Sandbox.start(SandboxSettings.onAnyPort().withWriteKey(JobProbe.WRITE_KEY));
  }

  StreamProbe with(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  /** A process that looks at everything twice a second. */
  void start() throws IOException {
    Path own = Files.createDirectories(folder.resolve("life-" + lives++));
    List<String> command =
        new ArrayList<>(
            List.of(
                "send",
                "--streaming",
                "--contacts=" + contacts,
                "--endpoint=" + segment.endpoint(),
                "--report=" + own.resolve("report"),
                "--watchInterval=500ms",
                "--contactsRefresh=500ms",
                "--maxBatchDelay=500ms",
                "--checkpointInterval=1s",
                "--stableUniqueNames=ERROR"));
    if (options.stream().noneMatch(option -> option.startsWith("--activity="))) {
      command.add("--activity=" + glob());
    }
    if (options.stream().noneMatch(option -> option.startsWith("--runner="))) {
      command.addAll(
          List.of("--runner=FlinkRunner", "--parallelism=2", "--state=" + folder.resolve("state")));
    }
    command.addAll(options);
    process = ChildJvm.start(own, List.of("-Xmx512m"), command);
  }

  String glob() {
    return in + "/*";
  }

  Path in() {
    return in;
  }

  Path contacts() {
    return contacts;
  }

  Process process() {
    if (process == null) {
      throw new IllegalStateException("no process was started");
    }
    return process;
  }

  /** What the process said. */
  String log() {
    return ChildJvm.log(folder.resolve("life-" + (lives - 1)));
  }

  JsonNode report() {
    return JobProbe.parse(
        JobProbe.read(folder.resolve("life-" + (lives - 1)).resolve("report/report.json")));
  }

  /** The dead letters of the process, in the order of their files. */
  List<JsonNode> letters() {
    try (Stream<Path> files = Files.list(folder.resolve("life-" + (lives - 1) + "/report"))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("dead-letters-"))
          .sorted()
          .flatMap(file -> JobProbe.read(file).lines())
          .map(JobProbe::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes the file whole beside the folder, and renames it in. */
  void drop(String name, String... rows) throws IOException {
    Path whole = Files.writeString(beside.resolve(name), lines(rows));
    Files.move(whole, in.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  void writeContacts(String... rows) throws IOException {
    Path whole = Files.writeString(beside.resolve("contacts"), lines(rows));
    Files.move(
        whole, contacts, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  static String lines(String... rows) {
    return String.join("\n", rows) + "\n";
  }

  static String row(String id, String email, String occurredAt) {
    return "{\"id\":\"%s\",\"event\":\"Email Opened\",\"email\":\"%s\",\"occurred_at\":\"%s\",\"email_subject\":\"%s\"}"
        .formatted(id, email, occurredAt, id);
  }

  static String contact(String email, String userId) {
    return "{\"email\":\"%s\",\"user_id\":\"%s\",\"identified_at\":\"2026-01-01T00:00:00Z\"}"
        .formatted(email, userId);
  }

  /** The events of rows by their ids, which {@link #row} makes subjects, in order of arrival. */
  List<JsonNode> sent(String... ids) {
    List<String> wanted = Arrays.asList(ids);
    return segment.events().stream()
        .map(JobProbe::parse)
        .filter(event -> wanted.contains(event.at("/properties/email_subject").asText()))
        .toList();
  }

  long sentWithPrefix(String prefix) {
    return segment.events().stream()
        .map(JobProbe::parse)
        .filter(event -> event.at("/properties/email_subject").asText().startsWith(prefix))
        .count();
  }

  void awaitSent(String... ids) throws InterruptedException {
    await(
        "the events of " + Arrays.toString(ids),
        () ->
            sent(ids).stream().map(e -> e.path("messageId").asText()).distinct().count()
                == ids.length);
  }

  /** Waits; what the process said is in the failure. */
  void await(String what, BooleanSupplier until) throws InterruptedException {
    long end = System.nanoTime() + MOST.toNanos();
    while (!until.getAsBoolean()) {
      if (!process().isAlive()) {
        throw new AssertionError("it ended instead of " + what + ":\n" + log());
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + MOST + ": " + what + "; it said:\n" + log());
      }
      Thread.sleep(50);
    }
  }

  /** SIGTERM; returns the exit code. */
  int stop() throws InterruptedException {
    process().destroy();
    if (!process().waitFor(MOST.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("it did not end after SIGTERM; it said:\n" + log());
    }
    return process().exitValue();
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process().destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
    segment.close();
  }
}
