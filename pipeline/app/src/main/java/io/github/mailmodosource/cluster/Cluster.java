package io.github.mailmodosource.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.runner.FlinkContext;
import io.github.mailmodosource.runner.FlinkMaster;
import io.github.mailmodosource.runner.Workers;
import java.io.IOException;
import java.util.Locale;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.flink.client.program.ContextEnvironment;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.DefaultExecutorServiceLoader;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.jspecify.annotations.Nullable;

/**
 * The Flink cluster that a run has its job on. It is asked before the job is built: whether it can
 * take the job, how many workers there are, and where they are.
 */
public final class Cluster {
  private static final int AS_THE_CLUSTER_HAS_IT = -1;

  private final FlinkPipelineOptions options;
  private final FlinkContext context;
  private final @Nullable ContextEnvironment flinks;
  private final boolean attached;
  private final RestApi rest;
  private final @Nullable Overview overview;

  private Cluster(
      FlinkPipelineOptions options,
      FlinkContext context,
      @Nullable ContextEnvironment flinks,
      RestApi rest,
      @Nullable Overview overview) {
    this.options = options;
    this.context = context;
    this.flinks = flinks;
    this.rest = rest;
    this.overview = overview;
    attached =
        options.getAttachedMode()
            && (flinks == null || flinks.getConfiguration().get(DeploymentOptions.ATTACHED));
  }

  /**
   * The cluster that these options name; null if the run has none. The parallelism is that of the
   * cluster unless the options say it: all its slots.
   *
   * @throws UsageException with one clear line if it is not an address, or another Flink
   * @throws JobStoppedException with one clear line if it does not answer
   */
  public static @Nullable Cluster of(PipelineOptions all) {
    if (all.getRunner() != FlinkRunner.class || !Workers.mayBeInSeveralProcesses(all)) {
      return null;
    }
    FlinkPipelineOptions options = all.as(FlinkPipelineOptions.class);
    FlinkContext context = FlinkContext.ofThisThread();
    Cluster cluster = context == FlinkContext.NONE ? named(options) : ofContext(options, context);
    if (options.getParallelism() == AS_THE_CLUSTER_HAS_IT) {
      options.setParallelism(cluster.allSlots());
    }
    return cluster;
  }

  private static Cluster named(FlinkPipelineOptions options) {
    RestApi rest = new RestApi(FlinkMaster.restAddress(options.getFlinkMaster()));
    Overview overview;
    try {
      overview = Overview.awaited(rest);
    } catch (IOException e) {
      throw JobStoppedException.of(
          "what is at "
              + rest.address()
              + " does not answer as a Flink cluster does ("
              + e.getMessage()
              + "); is --flinkMaster its REST address?",
          e);
    }
    String ours = EnvironmentInformation.getVersion();
    if (!Overview.minor(overview.version()).equals(Overview.minor(ours))) {
      throw new UsageException(
          "the cluster at "
              + rest.address()
              + " runs Flink "
              + overview.version()
              + ", and this command submits with "
              + ours
              + "; submit with that version's own flink run and mailmodo-source-lean.jar, which"
              + " runs on both 1.19 and 1.20");
    }
    return new Cluster(options, FlinkContext.NONE, null, rest, overview);
  }

  /** Where Flink calls us, it knows where it is. */
  private static Cluster ofContext(FlinkPipelineOptions options, FlinkContext context) {
    Configuration flink = BatchEnvironment.configuration();
    String host = flink.getOptional(RestOptions.ADDRESS).orElse("localhost");
    RestApi rest = new RestApi("http://" + host + ":" + flink.get(RestOptions.PORT));
    Overview overview;
    try {
      overview = Overview.of(rest);
    } catch (IOException e) {
      // An application's job manager answers when its job is there, and by another scheme perhaps.
      overview = null;
    }
    return new Cluster(options, context, BatchEnvironment.ofFlink(), rest, overview);
  }

  /** Flink's own default is 1, whatever there is; so 1 is no choice of anybody's. */
  private int allSlots() {
    int given = flinks == null ? 1 : flinks.getParallelism();
    if (given > 1) {
      return given;
    }
    return overview == null ? 1 : Math.max(1, overview.slots());
  }

  /** Whether Flink only asks what the job would look like, as for its button "Show Plan". */
  public boolean isAskedForThePlanOnly() {
    return context != FlinkContext.NONE && flinks == null;
  }

  /** Whether this process sees the job through to its end, and so has a report to write. */
  public boolean isAttached() {
    return attached;
  }

  /** Whether signals to this process mean the run. */
  public boolean ownsTheProcess() {
    return context != FlinkContext.JOB_MANAGER;
  }

  /** Whether the workers reach what is on the disk of this machine. */
  public boolean reachesThisMachine() {
    return overview != null && overview.onThisMachine();
  }

  /** Whether one worker sends for all, wherever batches are made. */
  public boolean hasOneSender() {
    return !options.getUseDataStreamForBatch() && !options.isStreaming();
  }

  /**
   * The options by which a run's job is found, if it goes on here though its client is gone; null
   * if it does not, or nobody knows.
   */
  public @Nullable String livingJobOf(String run) {
    try {
      for (JsonNode job : rest.get("/jobs/overview").path("jobs")) {
        if (job.path("name").asText().equals(run)
            && !ClusterJob.isEnd(job.path("state").asText())) {
          return ClusterJob.options(rest, job.path("jid").asText());
        }
      }
    } catch (IOException e) {
      // Then it does not take another job either.
    }
    return null;
  }

  /** {@code localhost:8081: Flink 1.20.5, 2 task managers, 2 slots, 2 free; parallelism 2}. */
  public String words() {
    return rest.address()
        + (overview == null ? "" : ": " + overview.words())
        + String.format(Locale.ROOT, "; parallelism %d", options.getParallelism());
  }

  /**
   * Submits a job again, to fewer workers.
   *
   * @throws JobStoppedException with one clear line if the cluster does not take it
   */
  public ClusterJob submit(Pipeline pipeline, int parallelism) {
    options.setParallelism(parallelism);
    return submit(pipeline);
  }

  /**
   * Submits a job. Where Flink asked for the plan only, it has it by then, and throws.
   *
   * @throws JobStoppedException with one clear line if the cluster does not take it
   */
  public ClusterJob submit(Pipeline pipeline) {
    if (isAskedForThePlanOnly()) {
      // Flink's environment throws as soon as it has the plan.
      pipeline.run();
      throw new IllegalStateException("Flink asked for a plan, and went on");
    }
    boolean oneSender = hasOneSender() && OneSender.isNeededIn(pipeline);
    Submission submission =
        flinks == null
            ? new Submission(
                new DefaultExecutorServiceLoader(),
                RemoteConf.of(options, rest.address()),
                Cluster.class.getClassLoader(),
                oneSender)
            : new Submission(
                flinks.getExecutorServiceLoader(),
                flinks.getConfiguration(),
                flinks.getUserCodeClassLoader(),
                oneSender);
    String master = options.getFlinkMaster();
    // Beam is to take the environments that it finds, and leave the waiting to us.
    options.setFlinkMaster("[auto]");
    options.setAttachedMode(false);
    try {
      return new ClusterJob(submission.submit(pipeline), rest, words());
    } finally {
      if (flinks == null) {
        Submission.forget();
        options.setFlinkMaster(master);
      }
    }
  }
}
