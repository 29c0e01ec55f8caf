package io.github.mailmodosource.files;

import io.github.mailmodosource.rows.ColumnNames;
import io.github.mailmodosource.rows.RecordBlock;
import io.github.mailmodosource.rows.RowBlock;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Hands on the rows of a file of records in blocks. */
final class RecordReader {
  private final String file;
  private final RecordFile records;
  private final List<String> names;
  private final int blockBytes;
  private final Consumer<RowBlock> out;

  /**
   * @param columns the names that rows are read by
   * @param blockBytes about how large a block may be
   */
  RecordReader(
      String file,
      RecordFile records,
      ColumnNames columns,
      int blockBytes,
      Consumer<RowBlock> out) {
    this.file = file;
    this.records = records;
    this.blockBytes = Math.min(blockBytes, RecordBlock.BLOCK_BYTES);
    this.out = out;
    names = records.columns().stream().map(columns::keyOf).toList();
  }

  void read() throws IOException {
    RecordBlock block = new RecordBlock(file, blockBytes);
    long position = 0;
    while (records.next()) {
      block.add(records.key(), json -> records.write(json, names));
      if (block.isFull()) {
        position = handOn(block, position);
      }
    }
    if (!block.isEmpty()) {
      handOn(block, position);
    }
  }

  /** Returns where the next block begins. */
  private long handOn(RecordBlock block, long position) {
    RowBlock rows = block.take(position);
    out.accept(rows);
    return rows.passed();
  }
}
