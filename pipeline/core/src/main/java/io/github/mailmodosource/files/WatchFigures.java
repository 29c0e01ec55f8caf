package io.github.mailmodosource.files;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What this process watches, for a line on the screen or a gauge: the source is read in one process
 * of a job, the others have none.
 *
 * @param read how many names are known as read
 * @param unreadable how many files could not be read and have not changed since
 * @param waiting how many files were found and are not read yet
 * @param sinceLook time since the last look ended; null before the first
 * @param lag how long the file that has waited longest has been known; zero if none waits. It is at
 *     least the interval whenever there is a new file
 */
public record WatchFigures(
    long read, long unreadable, long waiting, @Nullable Duration sinceLook, Duration lag) {
  private static final Map<String, WatchedFilesReader> READERS = new ConcurrentHashMap<>();

  /** The figures of a source by its name; null if this process does not read it. */
  public static @Nullable WatchFigures of(String source) {
    WatchedFilesReader reader = READERS.get(source);
    return reader == null ? null : reader.figures();
  }

  /** The figures of all sources that this process reads, by their names. */
  public static Map<String, WatchFigures> all() {
    Map<String, WatchFigures> all = new TreeMap<>();
    READERS.forEach((source, reader) -> all.put(source, reader.figures()));
    return all;
  }

  static void add(String source, WatchedFilesReader reader) {
    READERS.put(source, reader);
  }

  static void remove(String source, WatchedFilesReader reader) {
    READERS.remove(source, reader);
  }

  static Duration since(long nanoTime) {
    return Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanoTime));
  }
}
