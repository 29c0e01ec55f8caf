package io.github.mailmodosource.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mailmodosource.coding.Hash128;
import java.io.File;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SortRecordsTest {
  private static final int TWO_MILLION = 2_000_000;

  /** What is added is found, what is not is not, whatever the sign of its halves. */
  @Test
  void twoMillionRecordsAreFoundAndNoOther() throws Exception {
    AcceptedRecords records;
    try (SortRecords sort = new SortRecords()) {
      SplittableRandom random = new SplittableRandom(1);
      for (int i = 0; i < TWO_MILLION; i++) {
        sort.accept(random.nextLong(), random.nextLong());
      }
      records = sort.sorted();
    }

    assertEquals(TWO_MILLION, records.size());
    SplittableRandom again = new SplittableRandom(1);
    for (int i = 0; i < TWO_MILLION; i++) {
      Hash128 record = new Hash128(again.nextLong(), again.nextLong());
      assertTrue(records.contains(record));
      if (i % 10 == 0) {
        assertFalse(records.contains(new Hash128(record.high(), record.low() + 1)));
      }
    }
  }

  @Test
  void theEndsOfTheRangeAreFound() throws Exception {
    long[] ends = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE};
    AcceptedRecords records;
    try (SortRecords sort = new SortRecords()) {
      for (long high : ends) {
        sort.accept(high, 0);
        sort.accept(high, -1);
      }
      records = sort.sorted();
    }

    for (long high : ends) {
      assertTrue(records.contains(new Hash128(high, 0)));
      assertTrue(records.contains(new Hash128(high, -1)));
      assertFalse(records.contains(new Hash128(high, 1)));
    }
  }

  /** 32 MB of records, of which the heap holds none; while they come, a block for each bucket. */
  @Test
  void itsHeapDoesNotGrowWithTheRecords() throws Exception {
    try (SortRecords sort = new SortRecords()) {
      SplittableRandom random = new SplittableRandom(2);
      for (int i = 0; i < TWO_MILLION; i++) {
        sort.accept(random.nextLong(), random.nextLong());
      }
      long before = usedHeap();
      AcceptedRecords records = sort.sorted();
      long after = usedHeap();

      assertEquals(TWO_MILLION, records.size());
      assertTrue(after - before < 4 << 20, () -> after - before + " bytes");
    }
  }

  @Test
  void nothingIsLeftInTheTemporaryFolder() throws Exception {
    try (SortRecords sort = new SortRecords()) {
      sort.accept(1, 2);
      AcceptedRecords records = sort.sorted();
      assertTrue(records.contains(new Hash128(1, 2)));
      assertEquals(0, temporaryFiles());
    }
  }

  private static int temporaryFiles() {
    String[] files =
        new File(System.getProperty("java.io.tmpdir"))
            .list((folder, name) -> name.startsWith("mailmodo-source-ledger-"));
    return files == null ? 0 : files.length;
  }

  private static long usedHeap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
