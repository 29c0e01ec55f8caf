package io.github.mailmodosource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs a command as {@code main} does, and keeps everything that a user would see of it. */
public final class JobProbe {
  public static final String WRITE_KEY = "a-write-key-that-nobody-may-see";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final List<String> options = new ArrayList<>();

  /**
   * What a run left behind.
   *
   * @param folder its report's folder
   */
  public record Result(int exitCode, String out, String err, Path folder) {
    public JsonNode report() {
      return parse(read(folder.resolve("report.json")));
    }

    /** The dead letters, in the order of their rows. */
    public List<JsonNode> letters() {
      try (Stream<Path> files = Files.list(folder)) {
        return files
            .filter(file -> file.getFileName().toString().startsWith("dead-letters-"))
            .flatMap(file -> read(file).lines())
            .map(JobProbe::parse)
            .toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private JobProbe(Path folder) {
    this.folder = folder;
  }

  /** A run that leaves everything in that folder. */
  public static JobProbe in(Path folder) {
    return new JobProbe(folder);
  }

  public JobProbe with(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  /** Gives an option, such as {@code --activity=}, another value than before. */
  public JobProbe replacing(String option, String value) {
    options.removeIf(given -> given.startsWith(option));
    options.add(option + value);
    return this;
  }

  public JobProbe on(RunnerMode mode) {
    options.addAll(mode.options());
    return this;
  }

  /** Sends to that endpoint, with a key from a file, at full speed. */
  public Result send(String endpoint) {
    return deliver("send", endpoint);
  }

  /** Sends dead letters again, in the same way. */
  public Result replay(String endpoint) {
    return deliver("replay", endpoint);
  }

  /** Compares with the warehouse; what is missing may be sent again, in the same way. */
  public Result reconcile(String endpoint) {
    return deliver("reconcile", endpoint);
  }

  /** Shows what would be sent: with no key and to no endpoint. */
  public Result preview() {
    Path report = newFolder();
    List<String> arguments = new ArrayList<>(List.of("preview", "--report=" + report));
    arguments.add("--stableUniqueNames=ERROR");
    arguments.addAll(options);
    return run(report, arguments);
  }

  private Result deliver(String command, String endpoint) {
    Path report = newFolder();
    Path key = folder.resolve("write-key");
    write(key, WRITE_KEY + "\n");
    List<String> arguments = new ArrayList<>();
    arguments.add(command);
    arguments.add("--endpoint=" + endpoint);
    if (options.stream().noneMatch(option -> option.startsWith("--writeKey="))) {
      arguments.add("--writeKey=file:" + key);
    }
    for (String pace : List.of("--requestsPerSecond=", "--eventsPerSecond=")) {
      if (options.stream().noneMatch(option -> option.startsWith(pace))) {
        arguments.add(pace + "0");
      }
    }
    if (options.stream().noneMatch(option -> option.startsWith("--report="))) {
      arguments.add("--report=" + report);
    }
    arguments.add("--stableUniqueNames=ERROR");
    if (options.stream().noneMatch(o -> o.startsWith("--resume=") || o.startsWith("--streaming"))) {
      arguments.add("--resume=" + folder.resolve("resume"));
    }
    arguments.addAll(options);
    return run(report, arguments);
  }

  /** Runs a whole command line. */
  public static Result run(Path report, List<String> arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
      int exitCode = MailmodoSource.run(arguments.toArray(String[]::new));
      return new Result(
          exitCode,
          outBytes.toString(StandardCharsets.UTF_8),
          errBytes.toString(StandardCharsets.UTF_8),
          report);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  public static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path newFolder() {
    try {
      return Files.createTempDirectory(folder, "report-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
