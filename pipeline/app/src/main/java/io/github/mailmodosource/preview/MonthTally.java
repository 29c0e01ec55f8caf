package io.github.mailmodosource.preview;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.github.mailmodosource.coding.VersionedCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;

/**
 * The events of a month, and its distinct users. These are counted by a sketch of fixed size: about
 * as many users as a standard error of 0.4 % allows, however many there are; tallies of the same
 * rows in other parts, put together in any order, come to the same.
 */
final class MonthTally {
  /** 2 to that power are the bytes of a sketch. */
  private static final int PRECISION = 15;

  private static final Hasher64 HASHER = Hashing.komihash5_0();

  private final Map<String, Long> events;
  private final UltraLogLog users;

  MonthTally() {
    this(PRECISION);
  }

  /**
   * @param precision 2 to that power are the bytes of its sketch
   */
  MonthTally(int precision) {
    this(new TreeMap<>(), UltraLogLog.create(precision));
  }

  private MonthTally(Map<String, Long> events, UltraLogLog users) {
    this.events = events;
    this.users = users;
  }

  /** Counts an event of a user. */
  void add(String event, String user) {
    events.merge(event, 1L, Long::sum);
    users.add(HASHER.hashCharsToLong(user));
  }

  /** Counts what another has counted. */
  void add(MonthTally other) {
    other.events.forEach((event, count) -> events.merge(event, count, Long::sum));
    users.add(other.users);
  }

  /** How many there are of each event. */
  Map<String, Long> events() {
    return events;
  }

  /** About how many distinct users there are; of few it is exact. */
  long users() {
    return Math.round(users.getDistinctCountEstimate());
  }

  /** Events by name, each with its count; then the sketch. */
  static final class MonthTallyCoder extends VersionedCoder<MonthTally> {
    private static final MonthTallyCoder INSTANCE = new MonthTallyCoder();

    private MonthTallyCoder() {
      super(1);
    }

    static MonthTallyCoder of() {
      return INSTANCE;
    }

    @Override
    protected void write(MonthTally tally, OutputStream out) throws IOException {
      writeNumber(tally.events.size(), out);
      for (Map.Entry<String, Long> event : tally.events.entrySet()) {
        writeText(event.getKey(), out);
        writeNumber(event.getValue(), out);
      }
      writeBytes(tally.users.getState(), out);
    }

    @Override
    protected MonthTally read(InputStream in) throws IOException {
      Map<String, Long> events = new TreeMap<>();
      for (long left = readNumber(in); left > 0; left--) {
        events.put(readText(in), readNumber(in));
      }
      return new MonthTally(events, UltraLogLog.wrap(readBytes(in)));
    }
  }

  /** Runners log elements when they are told to. */
  @Override
  public String toString() {
    return "MonthTally[" + events + "]";
  }
}
