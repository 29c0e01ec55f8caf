package io.github.mailmodosource.bench;

import io.github.mailmodosource.bench.peers.BareJob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/**
 * How {@link BareJob} is started: with our jar, the flags that {@code send} was started with when
 * the two were first compared, and an archive of its own classes. These stay as they are whatever
 * {@code send} does, so that figures of different days can be compared.
 */
final class BareStart {
  private static final Path OURS = Path.of("pipeline/app/target/mailmodo-source.jar");
  private static final List<String> OPENED =
      List.of("java.lang", "java.util", "java.nio", "java.time", "sun.nio.ch");
  private static final String ON_FLINK = "--runner=FlinkRunner";

  private final Path jar;
  private final Path folder;

  /**
   * Starts it with files in this folder.
   *
   * @param folder what is kept from one benchmark to the next
   */
  BareStart(Path folder) {
    this.folder = folder;
    jar = folder.resolve("bare-job.jar");
  }

  /** Makes the jar of the job, and the archives: only jars can be in an archive of classes. */
  void prepare(Children children, Path logs) throws IOException, InterruptedException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      add(BareJob.class, out);
      for (Class<?> inner : BareJob.class.getDeclaredClasses()) {
        add(inner, out);
      }
    }
    for (List<String> options : List.of(List.<String>of(), List.of(ON_FLINK))) {
      Path archive = archive(options);
      Files.deleteIfExists(archive);
      children.runQuietly(
          java("-XX:ArchiveClassesAtExit=" + archive, options), logs.resolve("bare-archive.log"));
    }
  }

  /** The command with these options of Beam. */
  List<String> command(List<String> options) {
    return java("-XX:SharedArchiveFile=" + archive(options), options);
  }

  private Path archive(List<String> options) {
    return folder.resolve(options.contains(ON_FLINK) ? "bare-flink.jsa" : "bare-direct.jsa");
  }

  private List<String> java(String archive, List<String> options) {
    List<String> command =
        new ArrayList<>(List.of(JobCommands.javaProgram(), "-XX:+UseParallelGC", archive));
    command.add("-Xlog:disable");
    OPENED.forEach(name -> command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
    command.addAll(
        List.of(
            "-cp", OURS.toAbsolutePath() + ":" + jar.toAbsolutePath(), BareJob.class.getName()));
    command.addAll(options);
    return command;
  }

  private static void add(Class<?> type, JarOutputStream out) throws IOException {
    String name = type.getName().replace('.', '/') + ".class";
    ClassLoader loader = type.getClassLoader();
    try (InputStream in = loader == null ? null : loader.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is not on the class path");
      }
      out.putNextEntry(new ZipEntry(name));
      in.transferTo(out);
      out.closeEntry();
    }
  }
}
