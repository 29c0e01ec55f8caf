package io.github.mailmodosource;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A command in a JVM of its own, with the classes of this build. Most of what such a process does
 * is to load classes, so all share an archive of them, as the starter has one; Java takes only jars
 * into it.
 */
public final class ChildJvm {
  /** As the manifest of the jar has them. */
  private static final List<String> OPENED =
      List.of("java.lang", "java.util", "java.nio", "java.time", "sun.nio.ch");

  private static final String JAVA = ProcessHandle.current().info().command().orElseThrow();

  private ChildJvm() {}

  /**
   * Starts it; what it says goes to a file in that folder.
   *
   * @param java options of Java
   * @param command the command and its options; the write key is in SEGMENT_WRITE_KEY
   */
  public static Process start(Path folder, List<String> java, List<String> command)
      throws IOException {
    return start(folder, Path.of(""), java, command, Map.of());
  }

  /** Starts it with more variables in its environment. */
  static Process start(Path folder, Map<String, String> environment, List<String> command)
      throws IOException {
    return start(folder, Path.of(""), List.of(), command, environment);
  }

  /**
   * Starts it in another working folder.
   *
   * @param directory where relative paths begin
   */
  static Process start(Path folder, Path directory, List<String> java, List<String> command)
      throws IOException {
    return start(folder, directory, java, command, Map.of());
  }

  private static Process start(
      Path folder,
      Path directory,
      List<String> java,
      List<String> command,
      Map<String, String> environment)
      throws IOException {
    List<String> words = words(java);
    words.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("SEGMENT_WRITE_KEY", JobProbe.WRITE_KEY);
    builder.environment().putAll(environment);
    builder.directory(directory.toAbsolutePath().toFile());
    return builder.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
  }

  public static String log(Path folder) {
    return JobProbe.read(folder.resolve("log"));
  }

  /**
   * The words that start the program, without a command: a JVM that starts soon rather than runs
   * fast.
   *
   * @param java further options of Java
   */
  public static List<String> words(List<String> java) {
    List<String> words = wordsWithout(java);
    words.addAll(
        1,
        List.of(
            "-XX:SharedArchiveFile=" + Shared.ARCHIVE,
            "-Xshare:auto",
            "-Xlog:cds=off",
            "-Xlog:cds+dynamic=off"));
    return words;
  }

  private static List<String> wordsWithout(List<String> java) {
    List<String> words = new ArrayList<>();
    words.add(JAVA);
    OPENED.forEach(name -> words.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
    words.add("-XX:TieredStopAtLevel=1");
    words.add("-XX:+UseSerialGC");
    words.addAll(java);
    words.addAll(List.of("-cp", Shared.CLASS_PATH));
    words.add(MailmodoSource.class.getName());
    return words;
  }

  /** Made when the first process starts, for all that these tests start. */
  private static final class Shared {
    private static final Path FOLDER = folder();
    private static final String CLASS_PATH = classPath();
    private static final Path ARCHIVE = archive();

    private static Path folder() {
      try {
        Path target = Path.of("pipeline/app/target").toAbsolutePath();
        Path folder = Files.createTempDirectory(Files.createDirectories(target), "child-jvm-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        return folder;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void delete(Path folder) {
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static String classPath() {
      return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
          .filter(entry -> !entry.isEmpty())
          .map(entry -> Files.isDirectory(Path.of(entry)) ? jar(Path.of(entry)) : entry)
          .collect(Collectors.joining(File.pathSeparator));
    }

    private static String jar(Path classes) {
      try {
        String file = Files.createTempFile(FOLDER, "classes-", ".jar").toString();
        int failed =
            ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(
                    System.out,
                    System.err,
                    "--create",
                    "--no-compress",
                    "--file=" + file,
                    "-C",
                    classes.toString(),
                    ".");
        if (failed != 0) {
          throw new IllegalStateException(classes + " cannot be put into a jar");
        }
        return file;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** If that does not work out there is none, and the tests only take longer. */
    private static Path archive() {
      Path archive = FOLDER.resolve("classes.jsa");
      List<String> words = wordsWithout(List.of("-XX:ArchiveClassesAtExit=" + archive));
      words.addAll(
          List.of(
              "send",
              "--runner=FlinkRunner",
              "--activity=testdata/activity.jsonl",
              "--contacts=testdata/contacts.jsonl",
              "--endpoint=http://127.0.0.1:9",
              "--retryFor=0s",
              "--resume=none",
              "--report=" + FOLDER.resolve("report")));
      ProcessBuilder builder = new ProcessBuilder(words);
      builder.environment().put("SEGMENT_WRITE_KEY", JobProbe.WRITE_KEY);
      try {
        builder
            .redirectErrorStream(true)
            .redirectOutput(FOLDER.resolve("log").toFile())
            .start()
            .waitFor();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return archive;
    }
  }
}
