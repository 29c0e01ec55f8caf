package io.github.mailmodosource.database;

import io.github.mailmodosource.rows.RowBlock;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/** Counts the rows that a pipeline in this JVM reads. */
final class CountRows extends DoFn<RowBlock, Void> {
  private static final Map<String, Rows> ALL = new ConcurrentHashMap<>();
  private final String id = UUID.randomUUID().toString();

  private CountRows() {}

  static Rows of(PCollection<RowBlock> blocks) {
    CountRows count = new CountRows();
    Rows rows = new Rows();
    ALL.put(count.id, rows);
    blocks.apply("CountRows", ParDo.of(count));
    return rows;
  }

  @ProcessElement
  public void process(@Element RowBlock block) {
    Rows rows = Objects.requireNonNull(ALL.get(id));
    block.forEachRow(row -> rows.add());
  }

  /** What was read. */
  static final class Rows {
    private final AtomicLong count = new AtomicLong();

    private void add() {
      count.incrementAndGet();
    }

    long count() {
      return count.get();
    }
  }
}
