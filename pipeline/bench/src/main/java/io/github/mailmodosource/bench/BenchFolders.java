package io.github.mailmodosource.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where things lie.
 *
 * @param work what is kept from one benchmark to the next
 * @param temporary what is removed at its end
 */
record BenchFolders(Path work, Path temporary) implements AutoCloseable {
  /** Below the top of the repository, which is the folder that this JVM runs in. */
  static BenchFolders make() throws IOException {
    BenchFolders folders =
        new BenchFolders(
            Path.of("pipeline/bench/target").toAbsolutePath(), Files.createTempDirectory("bench-"));
    Files.createDirectories(folders.logs());
    return folders;
  }

  Path logs() {
    return work.resolve("logs");
  }

  /** What a run of a job said. */
  Path log(Job job, int round) {
    return logs().resolve(job.title + "-" + round + ".log");
  }

  /** Generated files. */
  Path data() {
    return work.resolve("data");
  }

  Path results() {
    return work.resolve("results.jsonl");
  }

  /** The report of our job's last run. */
  Path report() {
    return temporary.resolve("report");
  }

  @Override
  public void close() throws IOException {
    delete(temporary);
  }

  /** Removes a folder and all in it, if it exists. */
  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
