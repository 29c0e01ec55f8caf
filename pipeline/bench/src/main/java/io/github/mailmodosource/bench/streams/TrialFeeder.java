package io.github.mailmodosource.bench.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Drops files into the watched folder: every second one is renamed in, whole; the others grow there
 * in four pieces. Every third has an old time.
 */
final class TrialFeeder {
  private static final long OLD_MILLIS = 1_700_000_000_000L;
  private static final int PIECES = 4;

  private final Path folder;
  private final Path beside;
  private final TrialRows rows;
  private final Set<String> expected = ConcurrentHashMap.newKeySet();
  private final Set<String> letters = ConcurrentHashMap.newKeySet();
  private int files;

  TrialFeeder(Path work, TrialRows rows) throws IOException {
    folder = Files.createDirectories(work.resolve("in"));
    beside = Files.createDirectories(work.resolve("beside"));
    this.rows = rows;
  }

  String glob() {
    return folder + "/*.jsonl";
  }

  /** The ids that must be at the server at the end. */
  Set<String> expected() {
    return expected;
  }

  /** The rows that must be dead letters at the end. */
  Set<String> letters() {
    return letters;
  }

  /** Writes one file more; a growing one takes as long as is waited between its pieces. */
  void drop(int count, long pieceMillis) throws IOException, InterruptedException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      add(rows.next(), text);
    }
    drop(text.toString(), pieceMillis);
  }

  /** Writes a file with this row alone. */
  void drop(TrialRow row) throws IOException, InterruptedException {
    StringBuilder text = new StringBuilder();
    add(row, text);
    drop(text.toString(), 0);
  }

  private void add(TrialRow row, StringBuilder text) {
    text.append(row.text()).append('\n');
    if (!row.id().isEmpty()) {
      expected.add(row.id());
    }
    if (row.letter()) {
      letters.add(row.text());
    }
  }

  private void drop(String text, long pieceMillis) throws IOException, InterruptedException {
    int number = files++;
    String name = String.format("activity-%05d.jsonl", number);
    if (number % 2 == 0 || pieceMillis == 0) {
      Path whole = Files.writeString(beside.resolve(name), text);
      if (number % 3 == 0) {
        whole.toFile().setLastModified(OLD_MILLIS + number);
      }
      Files.move(whole, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    byte[] bytes = text.getBytes(UTF_8);
    for (int i = 0; i < PIECES; i++) {
      int from = bytes.length / PIECES * i;
      int to = i == PIECES - 1 ? bytes.length : bytes.length / PIECES * (i + 1);
      Files.write(
          folder.resolve(name),
          Arrays.copyOfRange(bytes, from, to),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      Thread.sleep(pieceMillis);
    }
  }

  /** Writes the contacts, whole. */
  static void writeContacts(Path file, List<String> lines) throws IOException {
    Path whole = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(whole, String.join("\n", lines) + "\n");
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
