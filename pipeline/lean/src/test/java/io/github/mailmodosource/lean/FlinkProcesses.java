package io.github.mailmodosource.lean;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Flink cluster of separate processes, which {@code scripts/flink-cluster} starts at free ports,
 * in a folder of its own. The app's tests have one within their process, which starts sooner, but
 * whose workers cannot be killed and have files, environment and classes in common with the test.
 */
public final class FlinkProcesses implements AutoCloseable {
  public static final String JOB_MANAGER = "job manager";
  public static final String TASK_MANAGER = "task manager";
  public static final String ZOOKEEPER = "zookeeper";

  public static final String WRITE_KEY = "a-write-key-that-nobody-may-see";

  /** The first start fetches Flink, and the machine may be busy with other things. */
  private static final long MOST_SECONDS = 600;

  private static final Pattern UP =
      Pattern.compile("^([a-z ]+?)(?: \\d+)? +up .* pid (\\d+)$", Pattern.MULTILINE);

  private static @Nullable FlinkProcesses shared;

  private final Path folder;
  private final Map<String, String> environment = new TreeMap<>();
  private final Thread atTheEnd = new Thread(this::stop);

  /** What the script said, on both streams, and how it ended. */
  public record Said(int exitCode, String text) {
    public List<String> lines() {
      return text.lines().toList();
    }
  }

  private FlinkProcesses(Path folder) {
    this.folder = folder.toAbsolutePath();
    environment.put("SEGMENT_WRITE_KEY", WRITE_KEY);
    Runtime.getRuntime().addShutdownHook(atTheEnd);
  }

  /** A cluster that does not run yet, whose task managers will have the write key. */
  public static FlinkProcesses in(Path folder) {
    return new FlinkProcesses(folder);
  }

  /**
   * Starts one whose task managers have the write key.
   *
   * @param options of {@code start}, such as {@code --ha} and {@code --flink=1.19.3}
   */
  public static FlinkProcesses start(Path folder, String... options) throws Exception {
    FlinkProcesses cluster = in(folder);
    cluster.start(options);
    return cluster;
  }

  /**
   * One of two task managers with a slot each, for all tests of this JVM, which ends with it. Who
   * killed a task manager is followed by one that has {@link #complete} called.
   */
  public static synchronized FlinkProcesses shared() throws Exception {
    if (shared == null) {
      Path clusters = Files.createDirectories(Path.of("pipeline/lean/target/flink-clusters"));
      shared = start(Files.createTempDirectory(clusters, "shared-"), "--taskManagers=2");
    }
    shared.complete(2);
    return shared;
  }

  /** What processes that are started from now on have in their environment, besides ours. */
  public FlinkProcesses with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** They do not have that, though we may. */
  public FlinkProcesses without(String name) {
    environment.put(name, "");
    return this;
  }

  public Said start(String... options) throws Exception {
    List<String> words = new ArrayList<>(List.of("start"));
    if (!Files.exists(folder.resolve("address"))) {
      words.add("--port=0");
    }
    words.addAll(Arrays.asList(options));
    return well(words);
  }

  public Said add(String... options) throws Exception {
    List<String> words = new ArrayList<>(List.of("add"));
    words.addAll(Arrays.asList(options));
    return well(words);
  }

  /** Adds what is missing to so many task managers. */
  public void complete(int taskManagers) throws Exception {
    int missing = taskManagers - pids(TASK_MANAGER).size();
    if (missing > 0) {
      add("--taskManagers=" + missing);
    }
  }

  /** The lines of {@code status}. */
  public Said status() throws Exception {
    return say("status");
  }

  /** The processes of a role that run, in the order of their numbers. */
  public List<Long> pids(String role) throws Exception {
    return UP.matcher(status().text())
        .results()
        .filter(line -> line.group(1).equals(role))
        .map(line -> Long.parseLong(line.group(2)))
        .toList();
  }

  /** Ends a process as a lost machine does, without a word to anybody. */
  public void kill(long pid) throws Exception {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    Pattern still = Pattern.compile(" up .* pid " + pid + "$", Pattern.MULTILINE);
    while (still.matcher(status().text()).find()) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** Where the REST interface of the newest job manager is: host and port. */
  public String rest() throws IOException {
    return Files.readString(folder.resolve("address")).strip();
  }

  /** What the REST interface answers. */
  public JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + rest() + path)).build();
    return Json.parse(
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  /** The folder with one for each process ({@code task-manager-1}), its log in it. */
  public Path folder() {
    return folder;
  }

  /** The words of Flink's own command line for this cluster. */
  public List<String> flink(String... words) {
    List<String> command = command("flink");
    command.addAll(Arrays.asList(words));
    return command;
  }

  /** Runs the script with these words, whatever comes of it. */
  public Said say(String... words) throws Exception {
    List<String> command = command(words[0]);
    command.addAll(Arrays.asList(words).subList(1, words.length));
    Process process = begin(command);
    try {
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError(command + " does not end");
      }
      return new Said(process.exitValue(), text);
    } finally {
      process.destroy();
    }
  }

  /** Begins a command with the environment of this cluster. */
  public Process begin(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    environment.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            builder.environment().remove(name);
          } else {
            builder.environment().put(name, value);
          }
        });
    return builder.start();
  }

  /** The script, a word for it, and the folder. */
  public List<String> command(String word) {
    return new ArrayList<>(
        List.of(
            Path.of("scripts/flink-cluster").toAbsolutePath().toString(),
            word,
            "--folder=" + folder));
  }

  private Said well(List<String> words) throws Exception {
    Said said = say(words.toArray(String[]::new));
    if (said.exitCode() != 0) {
      throw new AssertionError(words + " ended with " + said.exitCode() + ": " + said.text());
    }
    return said;
  }

  private void stop() {
    try {
      begin(command("stop")).waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
    Runtime.getRuntime().removeShutdownHook(atTheEnd);
  }
}
