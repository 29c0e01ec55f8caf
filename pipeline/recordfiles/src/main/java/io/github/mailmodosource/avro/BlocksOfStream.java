package io.github.mailmodosource.avro;

import java.io.EOFException;
import java.io.IOException;
import org.apache.avro.file.DataFileStream;
import org.jspecify.annotations.Nullable;

/** The records of a file that is read from its beginning, as it comes. */
final class BlocksOfStream implements Blocks {
  private final DataFileStream<Object> reader;
  private final WholeAvroStream stream;
  private long row;

  BlocksOfStream(DataFileStream<Object> reader, WholeAvroStream stream) {
    this.reader = reader;
    this.stream = stream;
  }

  @Override
  public @Nullable Object next() throws IOException {
    if (!reader.hasNext()) {
      if (!stream.endsWithMark()) {
        throw new EOFException();
      }
      return null;
    }
    row++;
    return reader.next();
  }

  @Override
  public String key() {
    return "row=" + row;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
