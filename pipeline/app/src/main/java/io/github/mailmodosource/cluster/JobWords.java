package io.github.mailmodosource.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mailmodosource.coding.MaskedText;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a job on a cluster tells while it runs: how far it is, each minute; that it was started
 * again, and why; that it waits for workers.
 */
final class JobWords {
  private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long EACH_NANOS = TimeUnit.MINUTES.toNanos(1);

  private static final long NOTES_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final int LOOKS_FOR_CAUSE = 5;

  /** Slots are given in a moment where there are some. */
  private static final long WAITING_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** Whoever replaces lost workers has done so by then. */
  private static final long LEFT_ALONE_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** Of a step, which has those of all steps in its chain. */
  private static final Pattern LONG_NAME = Pattern.compile("'([^']{60})[^']+'");

  private final RestApi rest;
  private final String id;
  private final JobProgress progress;
  private final Consumer<String> out;
  private final LongSupplier clock;
  private long nextNotes;
  private long next;
  private @Nullable Long waitsSince;
  private boolean toldToWait;
  private long beginning;
  private long restartsBefore;
  private long restarts;
  private long restartsTold;
  private int looksForCause;
  private @Nullable String worker;

  /**
   * Nothing is told yet.
   *
   * @param progress finds in what Flink says how far the job is
   */
  JobWords(RestApi rest, String id, JobProgress progress, Consumer<String> out) {
    this(rest, id, progress, out, System::nanoTime);
  }

  /** With a clock that counts nanoseconds. */
  JobWords(
      RestApi rest, String id, JobProgress progress, Consumer<String> out, LongSupplier clock) {
    this.rest = rest;
    this.id = id;
    this.progress = progress;
    this.out = out;
    this.clock = clock;
    nextNotes = clock.getAsLong();
    next = clock.getAsLong() + FIRST_NANOS;
  }

  /**
   * Tells what is new.
   *
   * @param job as Flink describes it
   */
  void say(JsonNode job) throws IOException {
    sayNewJobManager(job);
    sayRestarts(false);
    sayNotes();
    sayWaiting(job);
    long now = clock.getAsLong();
    if (progress.isTold() && !toldToWait && now - next >= 0) {
      next = now + EACH_NANOS;
      out.accept(progress.line(job));
    }
  }

  /**
   * The last look at it, when it has ended.
   *
   * @param job as Flink describes it
   */
  void end(JsonNode job) {
    try {
      progress.notes().forEach(out);
      sayRestarts(true);
      worker = whereItFailed(job);
    } catch (IOException e) {
      // What is known by now will do.
    }
  }

  /** Of the step that failed, not of those that were stopped for it. */
  private @Nullable String whereItFailed(JsonNode job) throws IOException {
    for (JsonNode vertex : job.path("vertices")) {
      if (vertex.path("tasks").path("FAILED").asInt() > 0) {
        for (JsonNode subtask :
            rest.get("/jobs/" + id + "/vertices/" + vertex.path("id").asText()).path("subtasks")) {
          if (subtask.path("status").asText().equals("FAILED")) {
            String endpoint = subtask.path("endpoint").asText("");
            return endpoint.isEmpty()
                ? null
                : endpoint + ", " + subtask.path("taskmanager-id").asText();
          }
        }
      }
    }
    return null;
  }

  /** How often the job was started again. */
  long restarts() {
    return restartsBefore + restarts;
  }

  /** Where it failed at last; null if there was none, or nobody knows. */
  @Nullable String worker() {
    return worker;
  }

  private void sayNotes() {
    long now = clock.getAsLong();
    if (now - nextNotes >= 0) {
      nextNotes = now + NOTES_NANOS;
      progress.notes().forEach(out);
    }
  }

  /** Another job manager begins the job anew, and counts from nothing. */
  private void sayNewJobManager(JsonNode job) {
    long begun = job.path("start-time").asLong();
    if (beginning != 0 && begun != beginning) {
      restartsBefore += restarts + 1;
      restarts = 0;
      restartsTold = 0;
      out.accept("the job is started again, by another job manager");
    }
    beginning = begun;
  }

  /**
   * Flink counts a restart a moment before it knows the failure behind it.
   *
   * @param last whether there is no later look
   */
  private void sayRestarts(boolean last) throws IOException {
    for (JsonNode metric : rest.get("/jobs/" + id + "/metrics?get=numRestarts")) {
      restarts = Math.max(restarts, metric.path("value").asLong());
    }
    if (restarts > restartsTold) {
      String why = newestFailure();
      if (why == null && !last && looksForCause++ < LOOKS_FOR_CAUSE) {
        return;
      }
      looksForCause = 0;
      restartsTold = restarts;
      out.accept("the job is started again (" + restarts + ")" + (why == null ? "" : ": " + why));
    }
  }

  private @Nullable String newestFailure() throws IOException {
    for (JsonNode newest :
        rest.get("/jobs/" + id + "/exceptions?maxExceptions=1")
            .path("exceptionHistory")
            .path("entries")) {
      return inShort(newest.path("stacktrace").asText(""));
    }
    return null;
  }

  /** The first line, without the name of a class. */
  private static String inShort(String trace) {
    String first = trace.lines().findFirst().orElse("");
    String words = first.replaceFirst("^[\\w.$]+(?:Exception|Error): ", "");
    return MaskedText.of(LONG_NAME.matcher(words).replaceAll("'$1…'"));
  }

  /**
   * How many slots are left for a job that has waited long enough for more; 0 if it need not make
   * do with them, or there are none.
   */
  int slotsLeft(JsonNode job) throws IOException {
    Long since = waitsSince;
    if (since == null || clock.getAsLong() - since < LEFT_ALONE_NANOS) {
      return 0;
    }
    Overview overview = Overview.of(rest);
    // What the job has of them is not free.
    int slots = overview.runningJobs() == 1 ? overview.slots() : overview.freeSlots();
    return slots < needed(job) ? slots : 0;
  }

  /** All steps of a bounded job are in the same slots. */
  private static int needed(JsonNode job) {
    int most = 0;
    for (JsonNode vertex : job.path("vertices")) {
      most = Math.max(most, vertex.path("parallelism").asInt());
    }
    return most;
  }

  private void sayWaiting(JsonNode job) throws IOException {
    int waiting = 0;
    int others = 0;
    for (JsonNode vertex : job.path("vertices")) {
      JsonNode tasks = vertex.path("tasks");
      waiting += tasks.path("SCHEDULED").asInt();
      others +=
          tasks.path("RUNNING").asInt()
              + tasks.path("DEPLOYING").asInt()
              + tasks.path("INITIALIZING").asInt();
    }
    if (waiting == 0 || others > 0) {
      if (toldToWait) {
        out.accept("the job has its slots");
      }
      waitsSince = null;
      toldToWait = false;
      return;
    }
    long now = clock.getAsLong();
    Long since = waitsSince;
    if (since == null) {
      waitsSince = now;
    } else if (!toldToWait && now - since > WAITING_NANOS) {
      toldToWait = true;
      out.accept(
          "waiting for slots: the job needs "
              + needed(job)
              + "; the cluster is "
              + Overview.of(rest).words());
    }
  }
}
