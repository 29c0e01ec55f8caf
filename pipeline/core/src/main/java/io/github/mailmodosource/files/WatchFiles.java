package io.github.mailmodosource.files;

import io.github.mailmodosource.rows.RowUnit;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Watches folders and globs, without end, and reads each new file as blocks of rows. A file is read
 * once, completely, as soon as its size and time have stood still for one interval between two
 * looks; its name is remembered, so that what is written under it later is not read. One of 0 bytes
 * is waited for. Times are only compared, so new files may have old ones.
 *
 * <p>A file that cannot be read, or not to its end, is one row that becomes a dead letter ({@code
 * unreadable_file}), and it is read again, from its beginning, when it has changed. The job goes
 * on: thrown, the failure would end it at every start anew. Folders that cannot be listed are
 * logged and looked at again.
 *
 * <p>A job that goes on from a checkpoint reads the file that was being read from its beginning and
 * drops what had been passed on, so that it may be of any format and compression; if it has changed
 * or its pattern is watched no more, it is finished all the same or read anew. What is watched, and
 * how it is read, are today's settings. In a checkpoint a name takes 16 bytes: a million, 16 MB; a
 * name is forgotten {@link WatchedFiles#forgetAfter()} after it was last met. Rotate folders by
 * day, or move what was read away.
 *
 * <p>One reader finds and cuts all files; its blocks are spread over the workers, by {@code
 * Reshuffle.viaRandomKey()}: on Flink that only passes elements on, while {@code Redistribute}
 * groups them by random keys whose state never ends.
 */
public final class WatchFiles extends PTransform<PBegin, PCollection<RowUnit>> {
  private final transient WatchedFiles files;

  private WatchFiles(WatchedFiles files) {
    this.files = files;
  }

  /** Watches these. */
  public static WatchFiles of(WatchedFiles files) {
    return new WatchFiles(files);
  }

  @Override
  public PCollection<RowUnit> expand(PBegin begin) {
    WatchedFilesSource.tell(files, begin.getPipeline().getOptions());
    return begin
        .apply("Watch", Read.from(new WatchedFilesSource(files.name())))
        .apply("SpreadBlocks", Reshuffle.viaRandomKey());
  }
}
