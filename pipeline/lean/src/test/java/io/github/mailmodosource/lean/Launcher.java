package io.github.mailmodosource.lean;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Commands as users start them: {@code scripts/mailmodo-source} in a checkout that has the jars of
 * this build, from a folder of the user's.
 */
final class Launcher {
  private static final long MOST_SECONDS = 300;
  private static final List<String> HEARS_SIGNALS = hearsSignals();
  private static final String BUILT = "mailmodo-source.built";
  private static final String TARGET = "pipeline/app/target/";

  private final Path folder;
  private final Path script;
  private final Map<String, String> environment = new TreeMap<>();
  private int runs;

  /** What a run gave: its exit code, and what it said. */
  record Run(int exitCode, String out, String err) {
    List<String> errors() {
      return err.lines().toList();
    }

    /** All of it, for a test that fails. */
    String said() {
      return out + err;
    }
  }

  /** A process that runs. */
  record Running(Process process, Path out, Path err) implements AutoCloseable {
    /** As {@code kill} sends it: {@code TERM}, {@code INT}. */
    void signal(String name) throws Exception {
      new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    }

    /** What it has said until now. */
    Run said() throws IOException {
      return new Run(
          process.isAlive() ? -1 : process.exitValue(),
          Files.readString(out, StandardCharsets.UTF_8),
          Files.readString(err, StandardCharsets.UTF_8));
    }

    /** Waits for its end. */
    Run end() throws Exception {
      boolean ended = process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        throw new AssertionError("it does not end:\n" + said().said());
      }
      return said();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  private Launcher(Path folder, Path script) {
    this.folder = folder;
    this.script = script;
    environment.put("SEGMENT_WRITE_KEY", FlinkProcesses.WRITE_KEY);
    environment.put("JAVA_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx512m");
  }

  /** A user who is in that folder. */
  static Launcher in(Path folder) throws IOException {
    return new Launcher(Files.createDirectories(folder), checkout());
  }

  /** The same in a checkout of its own, where a first run prepares later ones, as a user's does. */
  static Launcher inOwnCheckout(Path folder) throws IOException {
    Path home = folder.resolve("checkout");
    Launcher launcher = new Launcher(Files.createDirectories(folder), checkout(home));
    Files.createSymbolicLink(home.resolve("testdata"), Path.of("testdata").toAbsolutePath());
    launcher.environment.remove("JAVA_OPTS");
    return launcher;
  }

  /** The script of a checkout whose jars are those of this build, and nothing is to be built. */
  private static synchronized Path checkout() throws IOException {
    Path home = Path.of("pipeline/lean/target/checkout").toAbsolutePath();
    Path script = checkout(home);
    // Empty, and newer than the jars: runs do without an archive of classes, which would take a run
    // to make.
    Files.write(home.resolve(TARGET + "FlinkRunner.jsa"), new byte[0]);
    Files.write(home.resolve(TARGET + "DirectRunner.jsa"), new byte[0]);
    return script;
  }

  private static Path checkout(Path home) throws IOException {
    Path script = Files.createDirectories(home.resolve("scripts")).resolve("mailmodo-source");
    Files.copy(Path.of("scripts/mailmodo-source"), script, StandardCopyOption.REPLACE_EXISTING);
    Path target = Files.createDirectories(home.resolve(TARGET));
    if (!Files.exists(target.resolve(BUILT))) {
      for (Jar jar : Jar.values()) {
        Path path = jar.path().toAbsolutePath();
        Files.createSymbolicLink(target.resolve(path.getFileName()), path);
      }
      Files.createFile(home.resolve("pom.xml"));
      Files.createFile(target.resolve(BUILT));
    }
    return script;
  }

  Launcher with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Runs a command. */
  Run run(List<String> command) throws Exception {
    try (Running running = begin(command)) {
      return running.end();
    }
  }

  Run run(String... command) throws Exception {
    return run(Arrays.asList(command));
  }

  /** Begins a command. */
  Running begin(List<String> command) throws IOException {
    List<String> words = new ArrayList<>(HEARS_SIGNALS);
    words.add(script.toString());
    words.addAll(command);
    return beginWords(words);
  }

  /**
   * Who is started in the background has Ctrl-C turned off, and so have all that it starts: these
   * words, in front of a program, turn it on. There are none where {@code env} is not GNU's.
   */
  private static List<String> hearsSignals() {
    List<String> words = List.of("/usr/bin/env", "--default-signal=INT,TERM");
    List<String> trial = new ArrayList<>(words);
    trial.add("true");
    try {
      return new ProcessBuilder(trial).start().waitFor() == 0 ? words : List.of();
    } catch (IOException e) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  /** Runs any other program, such as Flink's own command line. */
  Run runWords(List<String> words) throws Exception {
    try (Running running = beginWords(words)) {
      return running.end();
    }
  }

  private Running beginWords(List<String> words) throws IOException {
    runs++;
    Path out = folder.resolve("out-" + runs);
    Path err = folder.resolve("err-" + runs);
    ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "FLINK_CONF_DIR"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    return new Running(builder.start(), out, err);
  }
}
