package io.github.mailmodosource.ledger;

import io.github.mailmodosource.coding.Hash128;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sorts any number of records with little memory: they are dealt out to buckets, whose blocks stand
 * in one temporary file as they come; then one bucket after the other is sorted in memory and goes
 * to a second file. Both have no name from their beginning on, so that nothing is left of them,
 * however the process ends. 16 bytes a record in each; the first goes when the second is there.
 */
final class SortRecords implements LedgerFile.RecordConsumer, Closeable {
  private static final int BUCKETS = 1 << AcceptedRecords.BUCKET_BITS;
  private static final int BLOCK_BYTES = 8 << 10;

  private final FileChannel dealt = temporaryFile();
  private final @Nullable ByteBuffer[] blocks = new ByteBuffer[BUCKETS];

  /** Of each bucket, the numbers of the full blocks in the file. */
  private final List<List<Integer>> full = new ArrayList<>();

  private int blocksInFile;

  SortRecords() throws IOException {
    for (int i = 0; i < BUCKETS; i++) {
      full.add(new ArrayList<>());
    }
  }

  @Override
  public void accept(long high, long low) throws IOException {
    int bucket = new Hash128(high, low).bucket(AcceptedRecords.BUCKET_BITS);
    ByteBuffer block = blocks[bucket];
    if (block == null) {
      block = ByteBuffer.allocate(BLOCK_BYTES);
      blocks[bucket] = block;
    }
    block.putLong(high).putLong(low);
    if (!block.hasRemaining()) {
      write(block.flip(), dealt, (long) blocksInFile * BLOCK_BYTES);
      block.clear();
      full.get(bucket).add(blocksInFile++);
    }
  }

  /** The records, each once. */
  AcceptedRecords sorted() throws IOException {
    ByteBuffer[] buckets = new ByteBuffer[BUCKETS];
    try (FileChannel file = temporaryFile()) {
      long end = 0;
      for (int i = 0; i < BUCKETS; i++) {
        ByteBuffer records = sorted(i);
        int bytes = records.remaining();
        write(records, file, end);
        buckets[i] = bytes == 0 ? ByteBuffer.allocate(0) : file.map(MapMode.READ_ONLY, end, bytes);
        end += bytes;
      }
    }
    return new AcceptedRecords(buckets);
  }

  private ByteBuffer sorted(int bucket) throws IOException {
    ByteBuffer last = blocks[bucket];
    int rest = last == null ? 0 : last.position();
    ByteBuffer all = ByteBuffer.allocate(full.get(bucket).size() * BLOCK_BYTES + rest);
    for (int block : full.get(bucket)) {
      long from = (long) block * BLOCK_BYTES;
      int end = all.position() + BLOCK_BYTES;
      while (all.position() < end) {
        int done = all.position() % BLOCK_BYTES;
        if (dealt.read(all.limit(end), from + done) < 0) {
          throw new IOException("a temporary file has become shorter");
        }
      }
      all.limit(all.capacity());
    }
    if (last != null) {
      all.put(last.flip());
      blocks[bucket] = null;
    }
    return withoutRepeats(all.flip());
  }

  private static ByteBuffer withoutRepeats(ByteBuffer records) {
    Hash128[] sorted = new Hash128[records.limit() / Hash128.BYTES];
    Arrays.setAll(sorted, i -> AcceptedRecords.at(records, i));
    Arrays.sort(sorted);
    records.clear();
    Hash128 before = null;
    for (Hash128 record : sorted) {
      if (!record.equals(before)) {
        LedgerFile.put(record, records);
      }
      before = record;
    }
    return records.flip();
  }

  private static void write(ByteBuffer bytes, FileChannel to, long at) throws IOException {
    long position = at;
    while (bytes.hasRemaining()) {
      position += to.write(bytes, position);
    }
  }

  private static FileChannel temporaryFile() throws IOException {
    Path file = Files.createTempFile("mailmodo-source-ledger-", ".tmp");
    return FileChannel.open(
        file,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
  }

  @Override
  public void close() throws IOException {
    dealt.close();
  }
}
