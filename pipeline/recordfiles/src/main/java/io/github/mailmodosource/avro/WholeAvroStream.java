package io.github.mailmodosource.avro;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * An Avro file that comes as a stream, and whether it is whole: then its last bytes are the mark
 * that stands behind its header and behind each of its blocks. The library does not ask that of a
 * stream that ends within the head of a block, and rows would be lost without a word.
 */
final class WholeAvroStream {
  private final byte[] mark;
  private final Tail tail;
  private final InputStream stream;

  private WholeAvroStream(byte[] header, byte[] mark, InputStream rest) {
    this.mark = mark;
    tail = new Tail(rest, mark);
    stream = new SequenceInputStream(new ByteArrayInputStream(header), tail);
  }

  /** Reads the header, and has it read again. */
  static WholeAvroStream of(InputStream in) throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    // It reads no byte more than it gives.
    BinaryDecoder decoder = DecoderFactory.get().directBinaryDecoder(new Copying(in, header), null);
    decoder.readFixed(new byte[DataFileConstants.MAGIC.length]);
    for (long left = decoder.readMapStart(); left > 0; left = decoder.mapNext()) {
      for (long i = 0; i < left; i++) {
        decoder.readString();
        decoder.readBytes(null);
      }
    }
    byte[] mark = new byte[DataFileConstants.SYNC_SIZE];
    decoder.readFixed(mark);
    return new WholeAvroStream(header.toByteArray(), mark, in);
  }

  /** All of it, the header too. */
  InputStream stream() {
    return stream;
  }

  /** Whether the last bytes that were read are those of a whole file. */
  boolean endsWithMark() {
    return Arrays.equals(tail.last, mark);
  }

  /** Keeps a copy of what is read. */
  private static final class Copying extends FilterInputStream {
    private final ByteArrayOutputStream copy;

    Copying(InputStream in, ByteArrayOutputStream copy) {
      super(in);
      this.copy = copy;
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      if (read >= 0) {
        copy.write(read);
      }
      return read;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = super.read(target, offset, length);
      if (read > 0) {
        copy.write(target, offset, read);
      }
      return read;
    }
  }

  /** Keeps the last bytes that were read. */
  private static final class Tail extends FilterInputStream {
    private final byte[] last;

    /**
     * @param before the bytes that were read before, as many as are kept
     */
    Tail(InputStream in, byte[] before) {
      super(in);
      last = before.clone();
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = super.read(target, offset, length);
      if (read > 0) {
        int kept = Math.max(0, last.length - read);
        System.arraycopy(last, last.length - kept, last, 0, kept);
        int added = last.length - kept;
        System.arraycopy(target, offset + read - added, last, kept, added);
      }
      return read;
    }
  }
}
