package io.github.mailmodosource.files;

import io.github.mailmodosource.coding.Hash128;
import io.github.mailmodosource.files.SeenFiles.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.io.UnboundedSource;
import org.jspecify.annotations.Nullable;

/**
 * How far a reader of watched files has come: all blocks so far are in it, none that follow.
 *
 * @param seen the names that need not be read again
 * @param failed files that could not be read, as they were then; bounded by the unreadable files in
 *     the folders
 * @param reading the file that is being read; null if none is
 */
record WatchMark(Ids seen, Map<Hash128, FileStamp> failed, @Nullable Reading reading)
    implements UnboundedSource.CheckpointMark {
  static final WatchMark NOTHING = new WatchMark(Ids.NONE, Map.of(), null);

  /**
   * A file that is being read.
   *
   * @param passed how much of it: see {@link io.github.mailmodosource.rows.RowBlock#passed()}
   */
  record Reading(FoundFile file, long passed) {}

  WatchMark {
    // The same state has the same bytes.
    failed = new TreeMap<>(failed);
  }

  /** The names, for comparison. */
  List<Hash128> seenIds() {
    List<Hash128> ids = new ArrayList<>();
    seen.forEach(ids::add);
    return ids;
  }

  /** Nothing has to be told to anybody. */
  @Override
  public void finalizeCheckpoint() {}

  @Override
  public String toString() {
    return "WatchMark[" + seen.size() + " files read, " + failed.size() + " unreadable]";
  }
}
