package io.github.mailmodosource.table;

import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.RowBlockCoder;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.util.SerializableUtils;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of all rows that come, from one reader.
 *
 * <p>Flink serialises this object into its checkpoints, by Java's own serialisation, and reads with
 * the one from the checkpoint. So it holds nothing but its name, by which the reader finds what to
 * poll among the options of the job that runs ({@link PollOptions}); and neither the name of this
 * class nor its fields may change.
 */
final class PollTableSource extends UnboundedSource<RowBlock, PollMark> {
  private static final long serialVersionUID = 1;

  private final String name;

  PollTableSource(String name) {
    this.name = name;
  }

  /** Puts what is polled among the options of the job. */
  static void tell(PolledTable table, PipelineOptions options) {
    Map<String, String> known = options.as(PollOptions.class).getPolledTables();
    Map<String, String> all = known == null ? new TreeMap<>() : new TreeMap<>(known);
    String text = Base64.getEncoder().encodeToString(SerializableUtils.serializeToByteArray(table));
    String before = all.put(table.name(), text);
    if (before != null && !before.equals(text)) {
      throw new IllegalStateException(
          "two sources of polled tables are called '" + table.name() + "'");
    }
    options.as(PollOptions.class).setPolledTables(all);
  }

  /** One part: a table is read in one order. */
  @Override
  public List<PollTableSource> split(int desiredNumSplits, PipelineOptions options) {
    return List.of(this);
  }

  @Override
  public UnboundedReader<RowBlock> createReader(PipelineOptions options, @Nullable PollMark mark) {
    Map<String, String> all = options.as(PollOptions.class).getPolledTables();
    String text = all == null ? null : all.get(name);
    if (text == null) {
      throw new IllegalStateException(
          "the options of this job do not say what the source '" + name + "' polls");
    }
    PolledTable table =
        (PolledTable)
            SerializableUtils.deserializeFromByteArray(
                Base64.getDecoder().decode(text), "polled table");
    return new PollTableReader(this, table, mark);
  }

  @Override
  public Coder<PollMark> getCheckpointMarkCoder() {
    return new PollMarkCoder();
  }

  @Override
  public Coder<RowBlock> getOutputCoder() {
    return new RowBlockCoder();
  }
}
