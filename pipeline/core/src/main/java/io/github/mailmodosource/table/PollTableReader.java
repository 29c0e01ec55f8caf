package io.github.mailmodosource.table;

import io.github.mailmodosource.rows.NewRowsReader;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.table.PollPiece.End;
import io.github.mailmodosource.table.PollPiece.Rows;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a polled table. One thread in the background polls, and reads ahead. */
final class PollTableReader extends NewRowsReader<PollPiece> {
  private static final Logger LOG = LoggerFactory.getLogger(PollTableReader.class);

  private final PollTableSource source;
  private final PolledTable table;
  private final PollPosition position;
  private final PollMemory memory;
  private final TablePoller poller;

  private @Nullable PollMark mark;

  /**
   * A reader that goes on from a mark, or if there is none, from the beginning.
   *
   * @param table what is polled today
   */
  PollTableReader(PollTableSource source, PolledTable table, @Nullable PollMark mark) {
    this(source, table, mark, TablePoller.PATIENCE);
  }

  PollTableReader(
      PollTableSource source, PolledTable table, @Nullable PollMark mark, Duration patience) {
    super("polling a table");
    this.source = source;
    this.table = table;
    boolean goesOn = mark != null && mark.isOf(table);
    if (mark != null && !goesOn) {
      LOG.warn(
          "{}: the state is about another table or cursor column ({} of {}); polling begins anew",
          table.name(),
          mark.column(),
          mark.source());
    }
    PollMark from = goesOn ? mark : null;
    position = from == null ? new PollPosition() : PollPosition.of(from);
    memory = PollMemory.of(table);
    poller =
        new TablePoller(
            table,
            from == null ? new PollPosition() : PollPosition.of(from),
            memory,
            queue(),
            patience);
  }

  @Override
  public boolean start() {
    inBackground("polled table " + table.name(), poller::run);
    PollFigures.add(table.name(), memory);
    return advance();
  }

  @Override
  protected @Nullable RowBlock pass(PollPiece piece) {
    if (piece instanceof Rows rows) {
      mark = null;
      position.move(rows.step());
      RowBlock block = rows.block();
      memory.passed(rowsOf(block), rows.lag());
      return block;
    }
    End end = (End) piece;
    Long rows = end.rows();
    if (rows != null && rows != position.rows()) {
      mark = null;
      position.setRows(rows);
    }
    memory.passed(end);
    return null;
  }

  private static long rowsOf(@Nullable RowBlock block) {
    long rows = 0;
    if (block != null) {
      for (byte b : block.bytes()) {
        rows += b == '\n' ? 1 : 0;
      }
    }
    return rows;
  }

  @Override
  public PollMark getCheckpointMark() {
    PollMark known = mark;
    if (known == null) {
      known = position.mark(table.layout().source(), table.query().column());
      mark = known;
    }
    return known;
  }

  @Override
  public PollTableSource getCurrentSource() {
    return source;
  }

  @Override
  public void close() {
    PollFigures.remove(table.name(), memory);
    poller.close();
    super.close();
  }
}
