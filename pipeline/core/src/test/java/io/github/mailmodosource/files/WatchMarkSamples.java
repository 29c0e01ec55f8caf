package io.github.mailmodosource.files;

import io.github.mailmodosource.coding.CoderSamples;
import io.github.mailmodosource.coding.Hash128;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Marks of watched files for the tests of all coders. */
public final class WatchMarkSamples {
  private WatchMarkSamples() {}

  public static List<CoderSamples<?>> coders() {
    Hash128 one = new Hash128(1, -1);
    Hash128 two = new Hash128(2, 0);
    FileStamp stamp = new FileStamp(300, 1_000, true);
    return List.of(
        CoderSamples.of(new WatchMarkCoder())
            .and("nothing", WatchMark.NOTHING)
            .and(
                "files that were read, and failed ones",
                new WatchMark(ids(one, two), Map.of(two, FileStamp.GONE, one, stamp), null))
            .and(
                "in the middle of a file",
                new WatchMark(
                    ids(two),
                    Map.of(),
                    new WatchMark.Reading(new FoundFile("in/é.csv", one, null, stamp), 256)))
            .and(
                "in the middle of what a link leads to",
                new WatchMark(
                    ids(),
                    Map.of(),
                    new WatchMark.Reading(new FoundFile("in/a", one, two, stamp), 0))));
  }

  /** What has no text. */
  public static Map<Class<?>, Supplier<?>> telltales() {
    return Map.of(SeenFiles.Ids.class, () -> SeenFiles.Ids.NONE);
  }

  static SeenFiles.Ids ids(Hash128... ids) {
    SeenFiles seen = new SeenFiles();
    for (Hash128 id : ids) {
      seen.add(id, 0);
    }
    return seen.ids();
  }
}
