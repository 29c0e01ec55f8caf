package io.github.mailmodosource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A command in a JVM of its own, with the classes of this build. */
public final class ChildJvm {
  /** As the manifest of the jar has them. */
  private static final List<String> OPENED =
      List.of("java.lang", "java.util", "java.nio", "java.time", "sun.nio.ch");

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
    List<String> words = new ArrayList<>();
    words.add(ProcessHandle.current().info().command().orElseThrow());
    OPENED.forEach(name -> words.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
    words.add("-XX:TieredStopAtLevel=1");
    words.add("-XX:+UseSerialGC");
    words.addAll(java);
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.add(MailmodoSource.class.getName());
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
}
