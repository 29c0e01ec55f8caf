package io.github.mailmodosource.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LedgerTest {
  private static final LedgerKey KEY = LedgerKey.of("a-key", "http://127.0.0.1:1/v1/batch");
  private static final List<String> IDS = List.of("id-1", "id-2", "id-3");

  @TempDir Path folder;
  private final List<String> lines = new ArrayList<>();

  @Test
  void anEmptyOneKnowsNothingAndMakesNoFolder() throws Exception {
    Path missing = folder.resolve("missing");

    assertEquals(new BitSet(), ledger(missing, KEY).accepted(IDS));

    assertFalse(Files.exists(missing));
    assertEquals(List.of(), lines);
  }

  @Test
  void whatWasAcceptedIsKnownToTheNextAttempt() throws Exception {
    ledger(folder, KEY).accept(List.of("id-1", "id-3"));

    BitSet accepted = ledger(folder, KEY).accepted(IDS);

    assertEquals(BitSet.valueOf(new long[] {0b101}), accepted);
    assertEquals(2, LedgerFolder.of(folder.toString()).count(KEY));
  }

  @Test
  void anotherAttemptOfTheSameProcessKnowsIt() throws Exception {
    Ledger ledger = ledger(folder, KEY);
    ledger.begin();
    assertEquals(0, ledger.accepted(IDS).cardinality());
    ledger.accept(IDS);
    ledger.end();
    ledger.accept(List.of("late"));

    ledger.begin();

    assertEquals(3, ledger.accepted(IDS).cardinality());
    assertEquals(1, ledger.accepted(List.of("late")).cardinality());
  }

  @Test
  void anotherWriteKeyOrAddressNeverMatches() throws Exception {
    ledger(folder, KEY).accept(IDS);
    LedgerKey otherKey = LedgerKey.of("b-key", "http://127.0.0.1:1/v1/batch");
    LedgerKey otherAddress = LedgerKey.of("a-key", "http://127.0.0.1:2/v1/batch");

    assertEquals(0, ledger(folder, otherKey).accepted(IDS).cardinality());
    assertEquals(0, ledger(folder, otherAddress).accepted(IDS).cardinality());
    assertEquals(0, LedgerFolder.of(folder.toString()).count(otherKey));
    assertEquals(3, LedgerFolder.of(folder.toString()).count(null));
    assertEquals(List.of(), lines, "it is no fault that there are others");
  }

  @Test
  void nothingCanBeReadFromIt() throws Exception {
    ledger(folder, KEY).accept(List.of("id-of-jane@example.com"));

    String text = Files.readString(onlyFile(), StandardCharsets.ISO_8859_1);

    assertFalse(text.contains("jane"));
    assertFalse(text.contains("a-key"));
    assertEquals("LedgerKey", KEY.toString());
  }

  @Test
  void halfARecordIsNone() throws Exception {
    ledger(folder, KEY).accept(IDS);
    byte[] whole = Files.readAllBytes(onlyFile());
    assertEquals(5 * 16, whole.length);

    for (int cut = 0; cut <= whole.length; cut++) {
      Files.write(onlyFile(), Arrays.copyOf(whole, cut));
      assertEquals(
          Math.max(0, cut / 16 - 2), ledger(folder, KEY).accepted(IDS).cardinality(), "at " + cut);
    }
  }

  @Test
  void filesOfOthersAndDamagedOnesAreTold() throws Exception {
    ledger(folder, KEY).accept(IDS);
    Files.writeString(folder.resolve("notes.txt"), "not of a ledger");
    Files.writeString(folder.resolve("foreign.ids"), "some other file that is long enough for it");

    assertEquals(3, ledger(folder, KEY).accepted(IDS).cardinality());

    assertEquals(
        List.of(
            "what Segment accepted before may be sent again, under the same ids: "
                + folder
                + "/foreign.ids is damaged"),
        lines);
  }

  @Test
  void damageCostsNoMoreThanWhatItHit() throws Exception {
    ledger(folder, KEY).accept(IDS);
    byte[] bytes = Files.readAllBytes(onlyFile());
    bytes[2 * 16 + 3] ^= 1;
    Files.write(onlyFile(), bytes);

    assertEquals(
        BitSet.valueOf(new long[] {0b110}), ledger(folder, KEY).accepted(IDS), "all but the first");
  }

  @Test
  void aFolderThatCannotBeWrittenIsToldOnceAndStopsNobody() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    Ledger ledger = ledger(file.resolve("ledger"), KEY);

    ledger.accept(IDS);
    ledger.accept(IDS);

    assertEquals(1, lines.size(), lines::toString);
    assertTrue(
        lines
            .get(0)
            .startsWith(
                "what Segment accepts from now on is sent again after a stop: " + file + "/ledger"),
        lines::toString);
  }

  @Test
  void whoeverIsInterruptedStillWritesDownWhatWasAccepted() throws Exception {
    Ledger ledger = ledger(folder, KEY);
    Thread.currentThread().interrupt();
    ledger.accept(IDS);
    assertTrue(Thread.interrupted(), "the interrupt is kept");

    assertEquals(3, ledger(folder, KEY).accepted(IDS).cardinality());
  }

  @Test
  void whoeverIsInterruptedWhileItIsReadHearsOfIt() throws Exception {
    ledger(folder, KEY).accept(IDS);
    Ledger ledger = ledger(folder, KEY);

    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> ledger.accepted(IDS));

    assertEquals(3, ledger.accepted(IDS).cardinality(), "the next one reads it");
    assertEquals(List.of(), lines);
  }

  @Test
  void manyThreadsWriteToOneFile() throws Exception {
    Ledger ledger = ledger(folder, KEY);
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      List<Callable<Void>> writes =
          IntStream.range(0, 400)
              .<Callable<Void>>mapToObj(
                  i ->
                      () -> {
                        ledger.accept(List.of("a-" + i, "b-" + i));
                        return null;
                      })
              .toList();
      for (Future<Void> write : threads.invokeAll(writes)) {
        write.get();
      }
    } finally {
      threads.shutdown();
    }

    List<String> all =
        IntStream.range(0, 400).boxed().flatMap(i -> Stream.of("a-" + i, "b-" + i)).toList();
    assertEquals(800, ledger(folder, KEY).accepted(all).cardinality());
    assertEquals((2 + 800) * 16, Files.size(onlyFile()));
  }

  @Test
  void twoWritersHaveFilesOfTheirOwn() throws Exception {
    ledger(folder, KEY).accept(List.of("id-1"));
    ledger(folder, KEY).accept(List.of("id-2"));

    assertEquals(2, files().size());
    assertEquals(2, ledger(folder, KEY).accepted(IDS).cardinality());
  }

  @Test
  void itIsItsOwnersAlone() throws Exception {
    Path made = folder.resolve("state/ledger");
    ledger(made, KEY).accept(IDS);

    assertEquals(
        "[OWNER_READ, OWNER_WRITE]",
        new TreeSet<>(Files.getPosixFilePermissions(firstFile(made))).toString());
    assertEquals(3, Files.getPosixFilePermissions(made).size());
  }

  @Test
  void clearingLeavesWhatIsNotOfTheLedger() throws Exception {
    ledger(folder, KEY).accept(IDS);
    Files.writeString(folder.resolve("notes.txt"), "", StandardOpenOption.CREATE);

    LedgerFolder.of(folder.toString()).clear();

    assertTrue(LedgerFolder.of(folder.toString()).isEmpty());
    assertEquals(1, files().size());
  }

  private Ledger ledger(Path of, LedgerKey key) {
    return Ledger.in(of.toString(), key, lines::add);
  }

  private Path onlyFile() throws IOException {
    List<Path> files = files();
    assertEquals(1, files.size());
    return files.get(0);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static Path firstFile(Path of) throws IOException {
    try (Stream<Path> files = Files.list(of)) {
      return files.findFirst().orElseThrow();
    }
  }
}
