package io.github.mailmodosource.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code .run} of a folder that is one run's alone: which run it is of.
 *
 * @param run the run's id
 * @param seen when that run was last known to go on
 */
public record RunMark(String run, Instant started, Instant seen) {
  public static final String FILE = ".run";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the file says; null if it says nothing that could be read. */
  static @Nullable RunMark parse(String text) {
    try {
      JsonNode mark = JSON.readTree(text);
      return new RunMark(
          mark.path("run").asText(),
          Instant.parse(mark.path("started").asText()),
          Instant.parse(mark.path("seen").asText()));
    } catch (JsonProcessingException | DateTimeException e) {
      return null;
    }
  }

  RunMark seenAt(Instant now) {
    return new RunMark(run, started, now);
  }

  String json() {
    return JSON.createObjectNode()
            .put("run", run)
            .put("started", started.toString())
            .put("seen", seen.toString())
            .toString()
        + "\n";
  }
}
