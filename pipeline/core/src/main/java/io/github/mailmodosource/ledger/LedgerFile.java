package io.github.mailmodosource.ledger;

import io.github.mailmodosource.coding.Hash128;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/**
 * How a file of a ledger is written: 15 letters and a version, the mark of its key, and then the
 * records, {@value Hash128#BYTES} bytes each. It may end anywhere, as its writer may have been
 * killed: half a record is none. What is damaged in it is a record that matches nothing.
 */
final class LedgerFile {
  static final String SUFFIX = ".ids";
  static final int HEADER_BYTES = 2 * Hash128.BYTES;
  private static final byte[] FORM = "mailmodo-ledger\u0001".getBytes(StandardCharsets.US_ASCII);
  private static final int BLOCK_BYTES = 1 << 16;

  /** Whose a file is. */
  enum Owner {
    /** It is of the key that was asked for. */
    KEY,
    /** It is of another key. */
    OTHER,
    /** It is not a file of a ledger, or too damaged to tell. */
    UNKNOWN
  }

  private LedgerFile() {}

  /** What a file of this key begins with. */
  static byte[] header(LedgerKey key) {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).put(FORM);
    put(key.mark(), header);
    return header.array();
  }

  /** Records as they stand in a file. */
  static byte[] bytes(Collection<Hash128> records) {
    ByteBuffer bytes = ByteBuffer.allocate(records.size() * Hash128.BYTES);
    records.forEach(record -> put(record, bytes));
    return bytes.array();
  }

  static void put(Hash128 record, ByteBuffer to) {
    to.putLong(record.high()).putLong(record.low());
  }

  /** Reads the beginning of a file. */
  static Owner owner(InputStream in, LedgerKey key) throws IOException {
    byte[] header = in.readNBytes(HEADER_BYTES);
    if (header.length < HEADER_BYTES
        || !ByteBuffer.wrap(header, 0, FORM.length).equals(ByteBuffer.wrap(FORM))) {
      return Owner.UNKNOWN;
    }
    return ByteBuffer.wrap(header).equals(ByteBuffer.wrap(header(key))) ? Owner.KEY : Owner.OTHER;
  }

  /** Reads the whole records behind the beginning. */
  static void read(InputStream in, RecordConsumer records) throws IOException {
    byte[] block = new byte[BLOCK_BYTES];
    int read = BLOCK_BYTES;
    while (read == BLOCK_BYTES) {
      read = in.readNBytes(block, 0, BLOCK_BYTES);
      ByteBuffer bytes = ByteBuffer.wrap(block, 0, read);
      while (bytes.remaining() >= Hash128.BYTES) {
        records.accept(bytes.getLong(), bytes.getLong());
      }
    }
  }

  /** Takes the two halves of records, of which there may be many millions. */
  interface RecordConsumer {
    void accept(long high, long low) throws IOException;
  }
}
