package io.github.mailmodosource.parquet;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** Bytes of a file from any place of it; several readers may take turns. */
final class ChannelBytes implements Closeable {
  private final SeekableByteChannel in;

  ChannelBytes(SeekableByteChannel in) {
    this.in = in;
  }

  long size() throws IOException {
    return in.size();
  }

  /**
   * Fills a part of an array.
   *
   * @throws EOFException if the file ends before
   */
  void read(long position, byte[] target, int offset, int length) throws IOException {
    if (in.position() != position) {
      in.position(position);
    }
    ByteBuffer buffer = ByteBuffer.wrap(target, offset, length);
    while (buffer.hasRemaining()) {
      if (in.read(buffer) < 0) {
        throw new EOFException("it ends too early");
      }
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
