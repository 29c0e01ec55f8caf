package io.github.mailmodosource.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a job on a cluster tells while it runs: how far it is, and what happened to it. */
final class JobWords {
  private final RestApi rest;
  private final String id;
  private final Consumer<String> out;
  private long restarts;
  private @Nullable String worker;

  JobWords(RestApi rest, String id, Consumer<String> out) {
    this.rest = rest;
    this.id = id;
    this.out = out;
  }

  void say(JsonNode job) throws IOException {
    JsonNode metrics = rest.get("/jobs/" + id + "/metrics?get=numRestarts");
    if (System.getenv("DEBUG_JOB") != null) {
      out.accept(job.toString());
      out.accept(metrics.toString());
    }
  }

  void end() {}

  long restarts() {
    return restarts;
  }

  @Nullable String lastWorker() {
    return worker;
  }
}
