package io.github.mailmodosource.table;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What this process polls, for a line on the screen or a gauge: the source is read in one process
 * of a job, the others have none.
 *
 * @param rows how many rows have been passed on
 * @param rowsWithoutValue how many rows have no value in the cursor column, and are never read
 * @param failures how many polls have failed
 * @param failuresSincePoll how many of them since the last poll that did not fail
 * @param sincePoll time since the last poll that did not fail ended; null before the first
 * @param lag how far behind now the rows are that have been passed on; null as long as that is not
 *     known. It is at least {@link PolledTable#lag()}, and between two polls it grows
 */
public record PollFigures(
    long rows,
    long rowsWithoutValue,
    long failures,
    long failuresSincePoll,
    @Nullable Duration sincePoll,
    @Nullable Duration lag) {
  private static final Map<String, PollMemory> READ = new ConcurrentHashMap<>();

  /** The figures of a source by its name; null if this process does not read it. */
  public static @Nullable PollFigures of(String source) {
    PollMemory memory = READ.get(source);
    return memory == null ? null : memory.figures();
  }

  /** The figures of all sources that this process reads, by their names. */
  public static Map<String, PollFigures> all() {
    Map<String, PollFigures> all = new TreeMap<>();
    READ.forEach((source, memory) -> all.put(source, memory.figures()));
    return all;
  }

  static void add(String source, PollMemory memory) {
    READ.put(source, memory);
  }

  static void remove(String source, PollMemory memory) {
    READ.remove(source, memory);
  }
}
