package io.github.mailmodosource.table;

import static org.junit.jupiter.api.Assertions.fail;

import io.github.mailmodosource.rows.RowUnit;
import io.github.mailmodosource.rows.SourceRow;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.util.CoderUtils;
import org.jspecify.annotations.Nullable;

/** A runner's hands around a reader of a polled table: advance, mark, stop, go on. */
final class PollHands implements AutoCloseable {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Pattern ID = Pattern.compile("\"id\":([0-9]+)");

  private final UnboundedReader<RowUnit> reader;
  private boolean started;

  private PollHands(UnboundedReader<RowUnit> reader) {
    this.reader = reader;
  }

  static PollHands open(PolledTable table, @Nullable PollMark mark) throws Exception {
    return open(table, mark, TablePoller.PATIENCE);
  }

  static PollHands open(PolledTable table, @Nullable PollMark mark, Duration patience)
      throws Exception {
    return new PollHands(
        new PollTableReader(
            new PollTableSource(table.name()), table, mark == null ? null : copy(mark), patience));
  }

  static PollHands of(UnboundedReader<RowUnit> reader) {
    return new PollHands(reader);
  }

  private static PollMark copy(PollMark mark) throws IOException {
    PollMarkCoder coder = new PollMarkCoder();
    return CoderUtils.decodeFromByteArray(coder, CoderUtils.encodeToByteArray(coder, mark));
  }

  PollMark mark() {
    return (PollMark) reader.getCheckpointMark();
  }

  PollFigures figures() {
    return Objects.requireNonNull(PollFigures.of("activity"));
  }

  /** The rows of the next block; empty if there is none yet. */
  List<SourceRow> advance() throws IOException {
    boolean there = started ? reader.advance() : reader.start();
    started = true;
    List<SourceRow> rows = new ArrayList<>();
    if (there) {
      reader.getCurrent().forEachRow(rows::add);
    }
    return rows;
  }

  /** The rows of the next block. */
  List<SourceRow> next() throws IOException {
    long end = System.nanoTime() + MINUTE.toNanos();
    while (System.nanoTime() < end) {
      List<SourceRow> rows = advance();
      if (!rows.isEmpty()) {
        return rows;
      }
    }
    return fail("no block came within a minute");
  }

  /** The ids of the next rows, so many at least. */
  List<Long> ids(int count) throws IOException {
    List<Long> ids = new ArrayList<>();
    while (ids.size() < count) {
      next().forEach(row -> ids.add(id(row)));
    }
    return ids;
  }

  /** The ids of all rows that come until so many polls have begun and ended. */
  List<Long> idsOfPolls(int polls) throws Exception {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < polls; i++) {
      awaitPoll(ids);
    }
    return ids;
  }

  /** A poll that ended before may have passed nothing on yet: waits for one that begins now. */
  private void awaitPoll(List<Long> ids) throws Exception {
    for (int ended = 0; ended < 2; ended++) {
      long now = System.nanoTime();
      long end = now + MINUTE.toNanos();
      while (!hasPolledSince(now)) {
        if (System.nanoTime() > end) {
          fail("no poll ended within a minute");
        }
        advance().forEach(row -> ids.add(id(row)));
      }
    }
    List<SourceRow> left = advance();
    while (!left.isEmpty()) {
      left.forEach(row -> ids.add(id(row)));
      left = advance();
    }
  }

  private boolean hasPolledSince(long nanos) {
    PollFigures figures = PollFigures.of("activity");
    Duration since = figures == null ? null : figures.sincePoll();
    // Figures have milliseconds.
    return since != null && since.plusMillis(2).toNanos() < System.nanoTime() - nanos;
  }

  static long id(SourceRow row) {
    Matcher id = ID.matcher(String.valueOf(row.text()));
    return id.find() ? Long.parseLong(id.group(1)) : 0;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
