package io.github.mailmodosource.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mailmodosource.coding.Hash128;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger where files cannot be added to, as Beam's file systems do it; here on a disk. */
class ObjectFilesTest {
  private static final LedgerKey KEY = LedgerKey.of("a-key", "http://127.0.0.1:1/v1/batch");

  @TempDir Path folder;

  @Test
  void eachWriteIsThereAsAFileUntilThereAreMany() throws Exception {
    ObjectFiles files = files();
    try (RecordOutput output = files.write(KEY)) {
      for (int i = 0; i < ObjectFiles.MOST_SMALL_ONES; i++) {
        output.write(records(i, i + 1));
      }
      assertEquals(ObjectFiles.MOST_SMALL_ONES, files.list().size());
      assertEquals(ObjectFiles.MOST_SMALL_ONES, read().size());

      output.write(records(1_000, 1_001));

      assertEquals(1, files.list().size());
      assertEquals(ObjectFiles.MOST_SMALL_ONES + 1, read().size());
      assertTrue(read().contains(record(1_000)));
    }
  }

  @Test
  void aMergedFileThatIsFullIsLeftAlone() throws Exception {
    ObjectFiles files = files();
    int half = ObjectFiles.FULL_BYTES / Hash128.BYTES / 2;
    try (RecordOutput output = files.write(KEY)) {
      output.write(records(0, half));
      output.write(records(half, 2 * half));
      assertEquals(1, files.list().size());
      String full = files.list().get(0).name();

      output.write(records(2 * half, 2 * half + 1));
      output.write(records(3 * half, 5 * half));
      output.write(records(5 * half, 7 * half));

      List<String> names = files.list().stream().map(LedgerFiles.Entry::name).toList();
      assertTrue(names.contains(full));
      assertEquals(3, names.size());
      assertEquals(6 * half + 1, read().size());
    }
  }

  @Test
  void whoReadsTheMergedFileAndTheOnesThatWereMergedHasEachRecordOnce() throws Exception {
    ObjectFiles files = files();
    try (RecordOutput output = files.write(KEY)) {
      output.write(records(0, 10));
    }
    try (RecordOutput output = files.write(KEY)) {
      output.write(records(0, 20));
    }

    assertEquals(20, read().size());
  }

  @Test
  void theSameLedgerCanBeReadAsLocalFiles() throws Exception {
    try (RecordOutput output = files().write(KEY)) {
      output.write(LedgerFile.bytes(KEY.records(List.of("id-1"))));
    }

    Ledger ledger = Ledger.in(folder.toString(), KEY, line -> {});

    assertEquals(1, ledger.accepted(List.of("id-1", "id-2")).cardinality());
  }

  private ObjectFiles files() {
    return new ObjectFiles(FileSystems.matchNewResource(folder.toString(), true));
  }

  private AcceptedRecords read() throws InterruptedException, IOException {
    List<String> lines = new ArrayList<>();
    AcceptedRecords records = new ReadLedger("ledger", files(), KEY, lines::add).read();
    assertEquals(List.of(), lines);
    try (Stream<Path> all = Files.list(folder)) {
      assertEquals(files().list().size(), all.count(), "nothing is left beside");
    }
    return records;
  }

  private static byte[] records(int from, int to) {
    return LedgerFile.bytes(IntStream.range(from, to).mapToObj(ObjectFilesTest::record).toList());
  }

  private static Hash128 record(int i) {
    return Hash128.of("id-" + i);
  }
}
