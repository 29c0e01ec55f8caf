package io.github.mailmodosource.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * What Flink 1.20.5 said of a job that reads and sends, cut down to the steps that matter; a test
 * changes of it what it needs.
 */
final class RecordedJob {
  static final String ID = "dfe225a2321960edc0da1534f26eeb74";
  static final String READ = "ReadActivity/SpreadUnits";
  static final String PACK = "SendToSegment/PackBatches";
  static final String SEND = "SendToSegment/SendBatches/ParMultiDo(SendBatches))";

  private final ObjectNode job;

  RecordedJob() {
    try (InputStream in =
        Objects.requireNonNull(RecordedJob.class.getResourceAsStream("/cluster/job.json"))) {
      job = (ObjectNode) new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  JsonNode json() {
    return job;
  }

  /** Has the step whose name has these words be in that state, of which its tasks all are. */
  RecordedJob with(String step, String status) {
    ObjectNode vertex = step(step);
    vertex.put("status", status);
    ObjectNode tasks = (ObjectNode) vertex.path("tasks");
    tasks.properties().forEach(task -> tasks.put(task.getKey(), 0));
    tasks.put(status, vertex.path("parallelism").asInt());
    return this;
  }

  /** Has all steps be in that state. */
  RecordedJob all(String status) {
    job.path("vertices").forEach(vertex -> with(vertex.path("name").asText(), status));
    return this;
  }

  RecordedJob metric(String step, String name, long value) {
    ((ObjectNode) step(step).path("metrics")).put(name, value);
    return this;
  }

  RecordedJob begun(long millis) {
    job.put("start-time", millis);
    return this;
  }

  /** Flink's id of a step. */
  String id(String step) {
    return step(step).path("id").asText();
  }

  private ObjectNode step(String words) {
    for (JsonNode vertex : job.path("vertices")) {
      if (vertex.path("name").asText().contains(words)) {
        return (ObjectNode) vertex;
      }
    }
    throw new IllegalArgumentException(words);
  }
}
