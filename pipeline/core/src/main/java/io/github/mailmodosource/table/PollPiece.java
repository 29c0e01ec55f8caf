package io.github.mailmodosource.table;

import io.github.mailmodosource.rows.PieceQueue;
import io.github.mailmodosource.rows.RowBlock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A part of what a poll gives. */
sealed interface PollPiece extends PieceQueue.Piece {
  /**
   * Rows, or only a position to go on from.
   *
   * @param block null if there are no rows
   * @param lag how far behind the database's clock the last row is; null if its value is no time
   */
  record Rows(@Nullable RowBlock block, PollPosition.Step step, @Nullable Duration lag)
      implements PollPiece {
    @Override
    public String toString() {
      return "Rows[" + step + "]";
    }
  }

  /**
   * A poll has ended.
   *
   * @param rows how many rows have the value of the position; null if it was not read to its end
   * @param next when the next one begins, as {@link System#nanoTime}
   * @param lag how far behind now all rows have been read; null if that is not known
   */
  record End(@Nullable Long rows, long next, @Nullable Duration lag) implements PollPiece {}
}
