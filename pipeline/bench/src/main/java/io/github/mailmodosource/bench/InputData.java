package io.github.mailmodosource.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mailmodosource.bench.generator.Generator;
import io.github.mailmodosource.bench.generator.GeneratorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/** Generated files of one size, and how many events must come of them. */
record InputData(Path folder) {
  private static final Path GENERATOR =
      Path.of("pipeline/bench/src/main/java/io/github/mailmodosource/bench/generator");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Makes the files if they are missing, or older than the generator. */
  static InputData make(DataSize size, Path data) throws IOException {
    Path folder = data.resolve(size.rows() + "x" + size.contacts());
    InputData input = new InputData(folder);
    if (!input.isMade()) {
      System.err.printf("bench: making %d rows, %d contacts%n", size.rows(), size.contacts());
      BenchFolders.delete(folder);
      generate(size, folder);
    }
    return input;
  }

  static void generate(DataSize size, Path folder) throws IOException {
    List<String> options =
        List.of("--rows=" + size.rows(), "--contacts=" + size.contacts(), "--out=" + folder);
    new Generator(GeneratorOptions.parse(options)).run();
  }

  private boolean isMade() throws IOException {
    // It is written last.
    if (!Files.exists(expectedFile())) {
      return false;
    }
    FileTime made = Files.getLastModifiedTime(expectedFile());
    try (Stream<Path> sources = Files.list(GENERATOR)) {
      for (Path source : sources.toList()) {
        if (Files.getLastModifiedTime(source).compareTo(made) > 0) {
          return false;
        }
      }
    }
    return true;
  }

  Path activity() {
    return folder.resolve("activity.jsonl");
  }

  Path contacts() {
    return folder.resolve("contacts.jsonl");
  }

  /** How many events must come from a job. */
  long expectedEvents(Job job) throws IOException {
    if (job.isBare()) {
      return 0;
    }
    JsonNode funnel = JSON.readTree(expectedFile().toFile()).path("funnel");
    long sent = funnel.path("sent").asLong();
    return job.removesDuplicates() ? sent : sent + funnel.path("duplicate").asLong();
  }

  private Path expectedFile() {
    return folder.resolve("expected.json");
  }
}
