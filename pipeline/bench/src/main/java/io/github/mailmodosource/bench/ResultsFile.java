package io.github.mailmodosource.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A line of JSON for each run, kept from one benchmark to the next. */
record ResultsFile(Path path, Machine machine, int parallelism) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Appends a line. */
  void add(Measurement run, Instant now) throws IOException {
    ObjectNode line = JSON.createObjectNode();
    line.put("at", now.truncatedTo(ChronoUnit.SECONDS).toString());
    line.put("commit", machine.commit());
    line.put("cores", Integer.toString(machine.cores()));
    line.put("java", machine.java());
    line.put("job", run.job().title);
    line.put("round", run.round());
    line.put("rows", run.size().rows());
    line.put("contacts", run.size().contacts());
    line.put("parallelism", parallelism);
    line.put("seconds", run.usage().seconds());
    line.put("userSeconds", run.usage().user());
    line.put("systemSeconds", run.usage().system());
    line.put("maxKilobytes", run.usage().maxKilobytes());
    line.put("events", run.events().isPresent() ? run.events().getAsLong() : null);
    line.put("expectedEvents", run.expectedEvents());
    line.put("right", run.isRight());
    line.put("requests", run.requests());
    line.put("bytes", run.bytes());
    Files.writeString(
        path,
        JSON.writeValueAsString(line) + "\n",
        UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
