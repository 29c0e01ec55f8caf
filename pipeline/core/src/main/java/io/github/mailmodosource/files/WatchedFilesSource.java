package io.github.mailmodosource.files;

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
 * The blocks of all files that come, from one reader: blocks, not the names of files, so that no
 * element is under way for long and a checkpoint fits between any two.
 *
 * <p>Flink serialises this object into its checkpoints, by Java's own serialisation, and reads with
 * the one from the checkpoint. So it holds nothing but its name, by which the reader finds what to
 * watch among the options of the job that runs ({@link WatchOptions}); and neither the name of this
 * class nor its fields may change.
 */
final class WatchedFilesSource extends UnboundedSource<RowBlock, WatchMark> {
  private static final long serialVersionUID = 1;

  private final String name;

  WatchedFilesSource(String name) {
    this.name = name;
  }

  /** Puts what is watched among the options of the job. */
  static void tell(WatchedFiles files, PipelineOptions options) {
    Map<String, String> known = options.as(WatchOptions.class).getWatchedFiles();
    Map<String, String> all = known == null ? new TreeMap<>() : new TreeMap<>(known);
    String text = Base64.getEncoder().encodeToString(SerializableUtils.serializeToByteArray(files));
    String before = all.put(files.name(), text);
    if (before != null && !before.equals(text)) {
      throw new IllegalStateException(
          "two sources of watched files are called '" + files.name() + "'");
    }
    options.as(WatchOptions.class).setWatchedFiles(all);
  }

  /** One part: files are found by one look, and an idle part would hold up nothing. */
  @Override
  public List<WatchedFilesSource> split(int desiredNumSplits, PipelineOptions options) {
    return List.of(this);
  }

  @Override
  public UnboundedReader<RowBlock> createReader(PipelineOptions options, @Nullable WatchMark mark) {
    Map<String, String> all = options.as(WatchOptions.class).getWatchedFiles();
    String text = all == null ? null : all.get(name);
    if (text == null) {
      throw new IllegalStateException(
          "the options of this job do not say what the source '" + name + "' watches");
    }
    WatchedFiles files =
        (WatchedFiles)
            SerializableUtils.deserializeFromByteArray(
                Base64.getDecoder().decode(text), "watched files");
    return new WatchedFilesReader(this, files, mark == null ? WatchMark.NOTHING : mark);
  }

  @Override
  public Coder<WatchMark> getCheckpointMarkCoder() {
    return new WatchMarkCoder();
  }

  @Override
  public Coder<RowBlock> getOutputCoder() {
    return new RowBlockCoder();
  }
}
