package io.github.mailmodosource.table;

import io.github.mailmodosource.rows.RowUnit;
import io.github.mailmodosource.rows.RowUnitCoder;
import io.github.mailmodosource.rows.SourceSettings;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of all rows that come, from one reader.
 *
 * <p>Flink serialises this object into its checkpoints, by Java's own serialisation, and reads with
 * the one from the checkpoint. So it holds nothing but its name, by which the reader finds what to
 * poll among the options of the job that runs ({@link PollOptions}); and neither the name of this
 * class nor its fields may change.
 */
final class PollTableSource extends UnboundedSource<RowUnit, PollMark> {
  private static final long serialVersionUID = 1;

  private static final SourceSettings<PolledTable> SETTINGS =
      new SourceSettings<>(PolledTable.class, "polled tables", "polls");

  private final String name;

  PollTableSource(String name) {
    this.name = name;
  }

  /** Puts what is polled among the options of the job. */
  static void tell(PolledTable table, PipelineOptions options) {
    PollOptions told = options.as(PollOptions.class);
    told.setPolledTables(SETTINGS.with(table.name(), table, told.getPolledTables()));
  }

  /** One part: a table is read in one order. */
  @Override
  public List<PollTableSource> split(int desiredNumSplits, PipelineOptions options) {
    return List.of(this);
  }

  @Override
  public UnboundedReader<RowUnit> createReader(PipelineOptions options, @Nullable PollMark mark) {
    PolledTable table = SETTINGS.get(name, options.as(PollOptions.class).getPolledTables());
    return new PollTableReader(this, table, mark);
  }

  @Override
  public Coder<PollMark> getCheckpointMarkCoder() {
    return new PollMarkCoder();
  }

  @Override
  public Coder<RowUnit> getOutputCoder() {
    return new RowUnitCoder();
  }
}
