package io.github.mailmodosource.avro;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import org.apache.avro.file.SeekableInput;

/** A channel as the library reads it. */
final class ChannelInput implements SeekableInput {
  private final SeekableByteChannel in;

  ChannelInput(SeekableByteChannel in) {
    this.in = in;
  }

  @Override
  public void seek(long position) throws IOException {
    in.position(position);
  }

  @Override
  public long tell() throws IOException {
    return in.position();
  }

  @Override
  public long length() throws IOException {
    return in.size();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return in.read(ByteBuffer.wrap(target, offset, length));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
