package io.github.mailmodosource.avro;

import java.io.EOFException;
import java.io.IOException;
import org.apache.avro.file.DataFileReader;
import org.jspecify.annotations.Nullable;

/**
 * The records of a part of a file. Nobody knows how many there are in front of it, so a record is
 * called by the byte at which its block begins.
 */
final class BlocksOfPart implements Blocks {
  private final DataFileReader<Object> reader;
  private final long size;
  private final long end;
  private long block = -1;
  private long row;

  /**
   * @param reader at the first block of the part
   * @param size of the file
   * @param end the byte behind the part
   */
  BlocksOfPart(DataFileReader<Object> reader, long size, long end) {
    this.reader = reader;
    this.size = size;
    this.end = end;
  }

  @Override
  public @Nullable Object next() throws IOException {
    if (!reader.hasNext()) {
      // The library takes the end of the file within the head of a block for the end of all.
      if (reader.previousSync() != size) {
        throw new EOFException();
      }
      return null;
    }
    if (end != Long.MAX_VALUE && reader.pastSync(end)) {
      return null;
    }
    long found = reader.previousSync();
    row = found == block ? row + 1 : 1;
    block = found;
    return reader.next();
  }

  @Override
  public String key() {
    return "block=" + block + " row=" + row;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
