package io.github.mailmodosource.rows;

import java.util.function.Consumer;

/**
 * Rows that one worker parses in one go: a {@link RowBlock} that was read already, or {@link
 * UnreadRows}.
 */
public sealed interface RowUnit permits RowBlock, UnreadRows {
  /**
   * Hands on the rows, block by block, each row once; a block is not held on to behind its turn.
   */
  void forEachBlock(Consumer<RowBlock> sink);

  /** Hands on each row that is neither blank nor the CSV header again. */
  default void forEachRow(Consumer<SourceRow> sink) {
    forEachBlock(block -> block.forEachRow(sink));
  }
}
