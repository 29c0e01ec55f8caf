package io.github.mailmodosource.judge;

import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.coding.VersionedCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** The bytes, both times, how many events there are, of each its code and its number. */
final class HeldTallyCoder extends VersionedCoder<HeldTally> {
  private static final HeldTallyCoder INSTANCE = new HeldTallyCoder();

  private HeldTallyCoder() {
    super(1);
  }

  static HeldTallyCoder of() {
    return INSTANCE;
  }

  @Override
  protected void write(HeldTally tally, OutputStream out) throws IOException {
    writeNumber(tally.bytes(), out);
    writeNumber(tally.oldest(), out);
    writeNumber(tally.due(), out);
    writeNumber(tally.activities().size(), out);
    // In the order of the events, so that equal tallies have equal bytes.
    for (Map.Entry<EventType, Long> one : new TreeMap<>(tally.activities()).entrySet()) {
      writeCode(one.getKey().code(), out);
      writeNumber(one.getValue(), out);
    }
  }

  @Override
  protected HeldTally read(InputStream in) throws IOException {
    long bytes = readNumber(in);
    long oldest = readNumber(in);
    long due = readNumber(in);
    Map<EventType, Long> activities = new EnumMap<>(EventType.class);
    for (long i = readNumber(in); i > 0; i--) {
      EventType type = EventType.ofCode(readCode(in));
      activities.put(type, readNumber(in));
    }
    return new HeldTally(bytes, oldest, due, activities);
  }
}
