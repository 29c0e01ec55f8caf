package io.github.mailmodosource.files;

import io.github.mailmodosource.coding.VersionedCoder;
import io.github.mailmodosource.files.SeenFiles.Ids;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
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
    for (Map.Entry<FileId, FileStamp> failed : mark.failed().entrySet()) {
      writeId(failed.getKey(), out);
      writeStamp(failed.getValue(), out);
    }
    WatchMark.Reading reading = mark.reading();
    writeCode(reading == null ? NO : YES, out);
    if (reading != null) {
      FoundFile file = reading.file();
      writeText(file.name(), out);
      writeId(file.id(), out);
      FileId target = file.target();
      writeCode(target == null ? NO : YES, out);
      if (target != null) {
        writeId(target, out);
      }
      writeStamp(file.stamp(), out);
      writeNumber(reading.passed(), out);
    }
  }

  @Override
  protected WatchMark read(InputStream in) throws IOException {
    Ids seen = Ids.read(Math.toIntExact(readNumber(in)), in);
    Map<FileId, FileStamp> failed = new TreeMap<>();
    for (long left = readNumber(in); left > 0; left--) {
      failed.put(readId(in), readStamp(in));
    }
    return new WatchMark(seen, failed, readCode(in) == NO ? null : readReading(in));
  }

  private static WatchMark.Reading readReading(InputStream in) throws IOException {
    String name = readText(in);
    FileId id = readId(in);
    @Nullable FileId target = readCode(in) == NO ? null : readId(in);
    return new WatchMark.Reading(new FoundFile(name, id, target, readStamp(in)), readNumber(in));
  }

  private static void writeId(FileId id, OutputStream out) throws IOException {
    out.write(ByteBuffer.allocate(FileId.BYTES).putLong(id.high()).putLong(id.low()).array());
  }

  private static FileId readId(InputStream in) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(FileId.BYTES);
    if (in.readNBytes(bytes.array(), 0, FileId.BYTES) < FileId.BYTES) {
      throw new java.io.EOFException();
    }
    return new FileId(bytes.getLong(), bytes.getLong());
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
