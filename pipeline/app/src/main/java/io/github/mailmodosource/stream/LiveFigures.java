package io.github.mailmodosource.stream;

import io.github.mailmodosource.contact.ContactFigures;
import io.github.mailmodosource.contact.LiveContacts;
import io.github.mailmodosource.event.Version;
import io.github.mailmodosource.files.WatchFigures;
import io.github.mailmodosource.job.JobRun;
import io.github.mailmodosource.metrics.ProcessCounts;
import io.github.mailmodosource.metrics.RequestCounts;
import io.github.mailmodosource.metrics.RunCounters;
import io.github.mailmodosource.metrics.RunningCounts;
import io.github.mailmodosource.report.ReadCounters;
import io.github.mailmodosource.report.RunReport;
import io.github.mailmodosource.table.PollFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that this process knows of a run without end, at one moment.
 *
 * @param at that moment
 * @param rows where the rows are
 * @param requests what was sent
 * @param contacts those in force; null while there are none
 * @param tables what is polled
 * @param files what is watched, a source each; empty where tables are polled, and before the first
 *     look
 * @param filesRead how many files were read to their end since the process began
 * @param state what the runner knows
 */
record LiveFigures(
    JobRun run,
    Instant at,
    RunningCounts rows,
    RequestCounts.Counts requests,
    @Nullable ContactFigures contacts,
    Collection<WatchFigures> files,
    Collection<PollFigures> tables,
    long filesRead,
    FlinkState state) {

  static LiveFigures of(JobRun run, FlinkState state) {
    return new LiveFigures(
        run,
        Instant.now(),
        RunningCounts.of(run.id()),
        RequestCounts.of(run.id()).counts(),
        LiveContacts.figures(run.id()),
        WatchFigures.all().values(),
        PollFigures.all().values(),
        ProcessCounts.in(RunCounters.FILES).getOrDefault("read", 0L),
        state);
  }

  /**
   * How far the run is behind: how long the file that has waited longest has been known, zero if
   * none waits; of a table how old the rows are that are being read, at least {@code --pollLag}.
   *
   * @return null if nothing is being watched or polled in this process
   */
  @Nullable Duration lag() {
    return Stream.concat(
            files.stream().map(WatchFigures::lag), tables.stream().map(PollFigures::lag))
        .filter(Objects::nonNull)
        .max(Duration::compareTo)
        .orElse(null);
  }

  /** How many polls of tables have failed. */
  long failedPolls() {
    return tables.stream().mapToLong(PollFigures::failures).sum();
  }

  /** How many of them since a poll of the same table has not failed. */
  long failedPollsInARow() {
    return tables.stream().mapToLong(PollFigures::failuresSincePoll).sum();
  }

  /** How many rows of tables have no value in the cursor column, and are never read. */
  long rowsWithoutCursor() {
    return tables.stream().mapToLong(PollFigures::rowsWithoutValue).sum();
  }

  long filesWaiting() {
    return files.stream().mapToLong(WatchFigures::waiting).sum();
  }

  long filesUnreadable() {
    return files.stream().mapToLong(WatchFigures::unreadable).sum();
  }

  /** How many names the mark of the sources holds, 16 bytes each. */
  long fileNames() {
    return files.stream().mapToLong(WatchFigures::read).sum();
  }

  /** When Segment last accepted something, or the run began. */
  Instant lastAccepted() {
    Instant last = requests.lastAccepted();
    return last == null ? run.started() : last;
  }

  /** When the last request left, or the run began. */
  Instant lastRequest() {
    Instant last = requests.lastRequest();
    return last == null ? run.started() : last;
  }

  /** The same as a report. */
  RunReport report() {
    return ReadCounters.ofRunning(
        rows, requests, contacts, beside(), run.job(), Version.get(), run.runner(), run.started());
  }

  private Map<String, Double> beside() {
    Map<String, Double> figures = new LinkedHashMap<>();
    put(figures, "lagSeconds", seconds(lag()));
    put(figures, "filesRead", (double) filesRead);
    put(figures, "filesWaiting", (double) filesWaiting());
    put(figures, "filesUnreadable", (double) filesUnreadable());
    if (!tables.isEmpty()) {
      put(figures, "failedPolls", (double) failedPolls());
      put(figures, "rowsWithoutCursor", (double) rowsWithoutCursor());
    }
    put(figures, "throttledSeconds", requests.throttledSeconds());
    put(figures, "contactsAgeSeconds", contacts == null ? null : seconds(contacts.age()));
    put(figures, "restarts", (double) state.restarts());
    put(figures, "readAgain", (double) rows.readAgain());
    Long bytes = state.checkpointBytes();
    put(figures, "checkpointBytes", bytes == null ? null : bytes.doubleValue());
    Instant checkpoint = state.lastCheckpoint();
    put(
        figures,
        "checkpointAgeSeconds",
        checkpoint == null ? null : seconds(Duration.between(checkpoint, at)));
    return figures;
  }

  private static void put(Map<String, Double> figures, String name, @Nullable Double value) {
    if (value != null) {
      figures.put(name, value);
    }
  }

  private static @Nullable Double seconds(@Nullable Duration duration) {
    return duration == null ? null : (double) Math.max(0, duration.toSeconds());
  }
}
