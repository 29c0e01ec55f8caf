package io.github.mailmodosource.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mailmodosource.failure.JobStoppedException;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.beam.runners.core.metrics.MetricsContainerStepMap;
import org.apache.beam.runners.flink.metrics.FlinkMetricContainer;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.flink.core.execution.JobClient;
import org.jspecify.annotations.Nullable;

/**
 * A job on a cluster, seen from outside. Its job manager may be lost and come back meanwhile: what
 * cannot be asked now is asked again.
 */
public final class ClusterJob {
  private static final long POLL_MILLIS = 1_000;
  private static final long ANSWER_SECONDS = 60;
  private static final int TRIES = 5;

  /** A new leader is there within a minute or two; a pod that has to be scheduled takes longer. */
  private static final Duration AWAY_AT_MOST = Duration.ofMinutes(15);

  /** A leader that has just begun may not have its jobs back yet. */
  private static final Duration UNKNOWN_AT_MOST = Duration.ofSeconds(60);

  private final JobClient client;
  private final RestApi rest;
  private final String cluster;

  ClusterJob(JobClient client, RestApi rest, String cluster) {
    this.client = client;
    this.rest = rest;
    this.cluster = cluster;
  }

  /** Flink's name for it. */
  public String id() {
    return client.getJobID().toString();
  }

  /** Where it is, and where people can look at it: two lines. */
  public void introduce(String command, Consumer<String> out) {
    out.accept(command + ": " + cluster);
    out.accept(command + ": job " + id() + ", " + page());
  }

  /** Where people can look at it. */
  public String page() {
    return rest.address() + "/#/job/running/" + id() + "/overview";
  }

  /** What the command {@code report} needs to be told. */
  public String reportOptions() {
    return options(rest, id());
  }

  static String options(RestApi rest, String id) {
    return "--flinkMaster=" + rest.address() + " --job=" + id;
  }

  /**
   * Waits for its end, and says meanwhile how far it is.
   *
   * @param progress finds in what Flink says how far the job is
   * @param stop whether the job is to be cancelled
   * @param makesDo whether it is also to be cancelled where fewer slots are left than it needs, so
   *     that another one can go on with those
   * @param out is given lines for the user
   * @throws JobStoppedException with one clear line if the job cannot be watched any longer
   */
  public JobEnd await(
      JobProgress progress, BooleanSupplier stop, boolean makesDo, Consumer<String> out)
      throws InterruptedException {
    JobWords words = new JobWords(rest, id(), progress, out);
    long heardOf = System.nanoTime();
    boolean unknown = false;
    boolean cancelled = false;
    int slotsLeft = 0;
    while (true) {
      if (stop.getAsBoolean() && !cancelled) {
        out.accept("cancelling the job");
        cancelled = cancel();
      }
      try {
        JsonNode job = rest.get("/jobs/" + id());
        if (unknown) {
          out.accept("the job manager answers again");
        }
        unknown = false;
        heardOf = System.nanoTime();
        String state = job.path("state").asText();
        if (isEnd(state)) {
          if (slotsLeft > 0 && state.equals(JobEnd.CANCELED)) {
            return JobEnd.cutShort(page(), words.restarts(), slotsLeft);
          }
          words.end(job);
          return end(state, words);
        }
        words.say(job);
        if (makesDo && !cancelled) {
          slotsLeft = words.slotsLeft(job);
          cancelled = slotsLeft > 0 && cancel();
        }
      } catch (IOException e) {
        Duration since = Duration.ofNanos(System.nanoTime() - heardOf);
        if (!unknown) {
          unknown = true;
          out.accept(
              "the job manager does not answer ("
                  + words(e)
                  + "); what is sent goes on, and it is asked again");
        }
        giveUpAfter(since, e);
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  private void giveUpAfter(Duration since, IOException e) {
    boolean isThere = e instanceof RestApi.NotFoundException;
    if (since.compareTo(isThere ? UNKNOWN_AT_MOST : AWAY_AT_MOST) < 0) {
      return;
    }
    throw JobStoppedException.of(
        isThere
            ? "the job manager at "
                + rest.address()
                + " does not know the job any more: it was started again, and keeps no jobs (no"
                + " high availability). Its workers may send for another minute; then run the same"
                + " command again"
            : "the job manager at "
                + rest.address()
                + " has not answered for "
                + since.toMinutes()
                + " minutes ("
                + words(e)
                + "); the job may be going on. Look at "
                + page()
                + ", or have its report later: report "
                + reportOptions(),
        e);
  }

  /** Waits some seconds for an answer at most; the loop asks again. */
  private boolean cancel() {
    try {
      client.cancel().get(ANSWER_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** How a job that has ended did so. */
  JobEnd end() throws InterruptedException {
    JobWords words =
        new JobWords(rest, id(), new JobProgress(0, false, SenderNews.NONE), line -> {});
    try {
      JsonNode job = rest.get("/jobs/" + id());
      words.end(job);
      return end(job.path("state").asText(), words);
    } catch (IOException e) {
      throw JobStoppedException.of(
          "the cluster at " + rest.address() + " cannot be asked (" + words(e) + ")", e);
    }
  }

  private JobEnd end(String state, JobWords words) throws InterruptedException {
    return new JobEnd(
        page(),
        state,
        metrics(),
        words.restarts(),
        state.equals(JobEnd.FINISHED) ? null : failure(),
        words.worker(),
        0);
  }

  private @Nullable MetricResults metrics() throws InterruptedException {
    Map<String, Object> accumulators = answer(client::getAccumulators);
    Object counted =
        accumulators == null ? null : accumulators.get(FlinkMetricContainer.ACCUMULATOR_NAME);
    return counted instanceof MetricsContainerStepMap containers
        ? MetricsContainerStepMap.asAttemptedOnlyMetricResults(containers)
        : null;
  }

  private Throwable failure() throws InterruptedException {
    try {
      client.getJobExecutionResult().get(ANSWER_SECONDS, TimeUnit.SECONDS);
      return new IllegalStateException("the job failed, and says that it did not");
    } catch (ExecutionException | TimeoutException e) {
      return e;
    }
  }

  /** Null if it cannot be had. */
  private static <T> @Nullable T answer(Supplier<CompletableFuture<T>> question)
      throws InterruptedException {
    for (int tries = 1; tries <= TRIES; tries++) {
      try {
        return question.get().get(ANSWER_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException e) {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
    }
    return null;
  }

  static boolean isEnd(String state) {
    return switch (state) {
      case JobEnd.FINISHED, JobEnd.CANCELED, "FAILED" -> true;
      default -> false;
    };
  }

  private static String words(IOException e) {
    if (e instanceof ConnectException) {
      return "connection refused";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
