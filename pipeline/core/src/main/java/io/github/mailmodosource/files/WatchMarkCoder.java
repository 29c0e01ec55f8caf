package io.github.mailmodosource.files;

import io.github.mailmodosource.coding.Hash128;
import io.github.mailmodosource.coding.VersionedCoder;
import io.github.mailmodosource.files.SeenFiles.Ids;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many names were read, then 16 bytes for each; how many files failed, then each: id, stamp;
 * whether a file is being read, then: name, id, target, stamp, how much of it.
 */
final class WatchMarkCoder extends VersionedCoder<WatchMark> {
  private static final int NO = 0;
  private static final int YES = 1;

  WatchMarkCoder() {
    super(1);
  }

  @Override
  protected void write(WatchMark mark, OutputStream out) throws IOException {
    writeNumber(mark.seen().size(), out);
    mark.seen().write(out);
    writeNumber(mark.failed().size(), out);
    for (Map.Entry<Hash128, FileStamp> failed : mark.failed().entrySet()) {
      failed.getKey().write(out);
      writeStamp(failed.getValue(), out);
    }
    WatchMark.Reading reading = mark.reading();
    writeCode(reading == null ? NO : YES, out);
    if (reading != null) {
      FoundFile file = reading.file();
      writeText(file.name(), out);
      file.id().write(out);
      Hash128 target = file.target();
      writeCode(target == null ? NO : YES, out);
      if (target != null) {
        target.write(out);
      }
      writeStamp(file.stamp(), out);
      writeNumber(reading.passed(), out);
    }
  }

  @Override
  protected WatchMark read(InputStream in) throws IOException {
    Ids seen = Ids.read(Math.toIntExact(readNumber(in)), in);
    Map<Hash128, FileStamp> failed = new TreeMap<>();
    for (long left = readNumber(in); left > 0; left--) {
      failed.put(Hash128.read(in), readStamp(in));
    }
    return new WatchMark(seen, failed, readCode(in) == NO ? null : readReading(in));
  }

  private static WatchMark.Reading readReading(InputStream in) throws IOException {
    String name = readText(in);
    Hash128 id = Hash128.read(in);
    @Nullable Hash128 target = readCode(in) == NO ? null : Hash128.read(in);
    return new WatchMark.Reading(new FoundFile(name, id, target, readStamp(in)), readNumber(in));
  }

  private static void writeStamp(FileStamp stamp, OutputStream out) throws IOException {
    writeNumber(stamp.size(), out);
    writeNumber(stamp.modified(), out);
    writeCode(stamp.readable() ? YES : NO, out);
  }

  private static FileStamp readStamp(InputStream in) throws IOException {
    return new FileStamp(readNumber(in), readNumber(in), readCode(in) == YES);
  }
}
