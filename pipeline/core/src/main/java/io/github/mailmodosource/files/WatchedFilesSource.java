package io.github.mailmodosource.files;

import io.github.mailmodosource.rows.RowUnit;
import io.github.mailmodosource.rows.RowUnitCoder;
import io.github.mailmodosource.rows.SourceSettings;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
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
final class WatchedFilesSource extends UnboundedSource<RowUnit, WatchMark> {
  private static final long serialVersionUID = 1;

  private static final SourceSettings<WatchedFiles> SETTINGS =
      new SourceSettings<>(WatchedFiles.class, "watched files", "watches");

  private final String name;

  WatchedFilesSource(String name) {
    this.name = name;
  }

  /** Puts what is watched among the options of the job. */
  static void tell(WatchedFiles files, PipelineOptions options) {
    WatchOptions told = options.as(WatchOptions.class);
    told.setWatchedFiles(SETTINGS.with(files.name(), files, told.getWatchedFiles()));
  }

  /** One part: files are found by one look, and an idle part would hold up nothing. */
  @Override
  public List<WatchedFilesSource> split(int desiredNumSplits, PipelineOptions options) {
    return List.of(this);
  }

  @Override
  public UnboundedReader<RowUnit> createReader(PipelineOptions options, @Nullable WatchMark mark) {
    WatchedFiles files = SETTINGS.get(name, options.as(WatchOptions.class).getWatchedFiles());
    return new WatchedFilesReader(this, files, mark == null ? WatchMark.NOTHING : mark);
  }

  @Override
  public Coder<WatchMark> getCheckpointMarkCoder() {
    return new WatchMarkCoder();
  }

  @Override
  public Coder<RowUnit> getOutputCoder() {
    return new RowUnitCoder();
  }
}
