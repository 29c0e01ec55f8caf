package io.github.mailmodosource.table;

import io.github.mailmodosource.rows.RowUnit;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Polls a table for new rows, without end, and reads them as blocks: in slices of its cursor
 * column, in that column's order, from the value of the last row that was passed on up to what is
 * {@linkplain PolledTable#lag() settled}.
 *
 * <p>The value of the last row is read again, because more rows may have it; those that were passed
 * on are dropped here ({@link PollPosition} says how many are remembered). So rows of equal values
 * are never skipped, and an idle table gives nothing. A job that goes on from a checkpoint does the
 * same; where its table or its cursor column is another one today, it begins anew.
 *
 * <p><b>Times</b> ({@code TIMESTAMP}, {@code DATETIME}, with a zone or without) are settled when
 * they lie the lag before the time of the database's clock. A transaction whose rows have the time
 * of its beginning, as {@code now()} gives it, may take as long as the lag. One that takes longer
 * is read as long as no row with a greater value has been; else it is missed, so the lag has to be
 * longer than the longest transaction. A value in the future is read when its time has come, and
 * holds up nothing. If the clock is set back, reading goes on from the first time that rows may
 * have had since: what is read again is a duplicate further on.
 *
 * <p><b>Whole numbers</b> have no clock: settled is what was not above the greatest number that a
 * poll has seen the lag ago or earlier. Numbers of sequences and {@code AUTO_INCREMENT} are given
 * in order but become visible with their transactions; a lower number that was given before the
 * greater one was seen, and whose transaction takes no longer than the lag, is read in its turn.
 * Not covered are numbers that are given out of order: sequences with a {@code CACHE} of several,
 * clusters in which each server has numbers of its own, ids that clients make. Poll these by a
 * time. Behind a (re)start no number is passed on until the lag is over.
 *
 * <p>Rows without a value in the cursor column are never read. They are counted at the first poll
 * and each hour, and told in the log.
 *
 * <p>A server that cannot be reached, or whatever else it says, is one line in the log; the poll is
 * tried again, after a second at first and never more rarely than polls are. One thread polls, so
 * that polls never overlap; those that a slow one has missed are not made up for. Each poll has a
 * connection of its own. The rows stream: a fetch and some megabytes of blocks are in memory, and a
 * statement whose rows nobody takes for a minute is ended and begun again later, so that no
 * transaction stays open while Segment is away.
 *
 * <p>One reader reads; its blocks are spread over the workers, by {@code Reshuffle.viaRandomKey()}:
 * on Flink that only passes elements on, while {@code Redistribute} groups them by random keys
 * whose state never ends.
 */
public final class PollTable extends PTransform<PBegin, PCollection<RowUnit>> {
  private final transient PolledTable table;

  private PollTable(PolledTable table) {
    this.table = table;
  }

  /** Polls this one. */
  public static PollTable of(PolledTable table) {
    return new PollTable(table);
  }

  @Override
  public PCollection<RowUnit> expand(PBegin begin) {
    PollTableSource.tell(table, begin.getPipeline().getOptions());
    return begin
        .apply("Poll", Read.from(new PollTableSource(table.name())))
        .apply("SpreadBlocks", Reshuffle.viaRandomKey());
  }
}
