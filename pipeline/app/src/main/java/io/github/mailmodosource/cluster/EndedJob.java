package io.github.mailmodosource.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.runner.FlinkMaster;
import java.io.IOException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.ClusterClientJobClientAdapter;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/** A job that a cluster knows of, whoever submitted it. */
public final class EndedJob {
  /** The name of a run of ours, as in {@code send-20261126T235938646Z-19716}. */
  private static final Pattern RUN = Pattern.compile("(send|replay)-\\d{8}T\\d{9}Z.*");

  private final ClusterJob job;
  private final JsonNode description;
  private final JsonNode options;

  private EndedJob(ClusterJob job, JsonNode description, JsonNode options) {
    this.job = job;
    this.description = description;
    this.options = options;
  }

  /**
   * Finds a job.
   *
   * @param id 32 hexadecimal digits
   * @throws JobStoppedException with one clear line if the cluster does not know it
   */
  public static EndedJob find(FlinkPipelineOptions options, String id) {
    RestApi rest = new RestApi(FlinkMaster.restAddress(options.getFlinkMaster()));
    try {
      JsonNode description = rest.get("/jobs/" + id);
      JsonNode config = rest.get("/jobs/" + id + "/config");
      Configuration flink = RemoteConf.client(options, rest.address());
      ClusterJob job =
          new ClusterJob(
              new ClusterClientJobClientAdapter<>(
                  () -> client(flink), JobID.fromHexString(id), EndedJob.class.getClassLoader()),
              rest,
              rest.address());
      return new EndedJob(job, description, config.path("execution-config").path("user-config"));
    } catch (RestApi.NotFoundException e) {
      throw JobStoppedException.of(
          "the cluster at "
              + rest.address()
              + " does not know the job "
              + id
              + "; it keeps those that have ended for an hour (jobstore.expiration-time), and only"
              + " until its job manager is started again",
          e);
    } catch (IOException e) {
      throw JobStoppedException.of(
          "the cluster at " + rest.address() + " cannot be asked (" + e.getMessage() + ")", e);
    }
  }

  private static RestClusterClient<StandaloneClusterId> client(Configuration flink) {
    try {
      return new RestClusterClient<>(flink, StandaloneClusterId.getInstance());
    } catch (Exception e) {
      throw JobStoppedException.of("the cluster cannot be asked (" + e.getMessage() + ")", e);
    }
  }

  /** Whether a run of ours submitted it. */
  public boolean isOurs() {
    return RUN.matcher(name()).matches();
  }

  /** What it is called: the run's name. */
  public String name() {
    return description.path("name").asText();
  }

  /** The command that submitted it. */
  public String command() {
    Matcher run = RUN.matcher(name());
    return run.matches() ? run.group(1) : name();
  }

  /** Flink's word for its state. */
  public String state() {
    return description.path("state").asText();
  }

  /** Whether it goes on no more. */
  public boolean hasEnded() {
    return ClusterJob.isEnd(state());
  }

  /** When it was submitted. */
  public Instant started() {
    return Instant.ofEpochMilli(description.path("start-time").asLong());
  }

  /** When it ended. */
  public Instant ended() {
    return Instant.ofEpochMilli(description.path("end-time").asLong());
  }

  /** What an option was when it was submitted; null if it was not given, and has no default. */
  public @Nullable String option(String name) {
    String value = options.path(name).asText("");
    return value.isEmpty() || value.equals("null") ? null : value;
  }

  /** Where people can look at it. */
  public String page() {
    return job.page();
  }

  /** How it ended. */
  public JobEnd end() {
    try {
      return job.end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw JobStoppedException.of("interrupted", e);
    }
  }
}
