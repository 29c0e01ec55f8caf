package io.github.mailmodosource.files;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.rows.CsvOptions;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.RowReader;
import io.github.mailmodosource.rows.RowsChangedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesReaderTest {
  private static final Instant LONG_AGO = Instant.parse("2026-11-20T00:00:00Z");

  @TempDir Path folder;
  private RowReader reader;

  @BeforeEach
  void files() throws IOException {
    write("a.jsonl", "{\"n\":1}\n{\"n\":2}\n");
    write("b.csv", "n\n3\n");
    reader = InputFiles.of(folder + "/*", null).reader();
  }

  @Test
  void readsAllFilesOfTodayEachTime() throws Exception {
    assertThat(rows(), contains("{\"n\":1}", "{\"n\":2}", "3"));

    write("b.csv", "n\n4\n5\n");
    Files.delete(folder.resolve("a.jsonl"));
    try (var out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("c.json.gz")))) {
      out.write("{\"n\":6}\n".getBytes(StandardCharsets.UTF_8));
    }
    old("c.json.gz");
    assertThat(rows(), contains("4", "5", "{\"n\":6}"));
  }

  @Test
  void doesSoOnAWorkerToo() throws Exception {
    reader = SerializableUtils.ensureSerializable(reader);
    assertThat(rows(), contains("{\"n\":1}", "{\"n\":2}", "3"));
  }

  @Test
  void aFileThatChangesWhileTheOthersAreReadSpoilsAll() {
    RowsChangedException e =
        assertThrows(
            RowsChangedException.class,
            () -> reader.read(block -> write("b.csv", "n\n3\n" + "4\n".repeat(7))));
    assertThat(e.getMessage(), is(folder + "/b.csv changed while it was read"));
  }

  @Test
  void soDoesOneThatComesAndOneThatGoes() {
    assertThrows(
        RowsChangedException.class, () -> reader.read(block -> write("c.jsonl", "{\"n\":7}\n")));
    assertThrows(
        RowsChangedException.class, () -> reader.read(block -> delete(folder.resolve("c.jsonl"))));
  }

  @Test
  void aFileThatIsCutMeanwhileHasChangedMoreThanThatItIsCut() {
    assertThrows(RowsChangedException.class, () -> reader.read(block -> write("b.csv", "")));
  }

  /** Its writer writes on before anything of it is read. */
  @Test
  void aFileThatIsBeingWrittenIsNotRead() throws Exception {
    Path file = folder.resolve("c.jsonl");
    CountDownLatch begun = new CountDownLatch(1);
    Thread writer =
        new Thread(
            () -> {
              try {
                while (!Thread.interrupted()) {
                  Files.writeString(
                      file, "{\"n\":8}\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                  begun.countDown();
                  TimeUnit.MILLISECONDS.sleep(50);
                }
              } catch (InterruptedException | IOException e) {
                Thread.currentThread().interrupt();
              }
            });
    writer.start();
    assertThat(begun.await(1, TimeUnit.MINUTES), is(true));
    try {
      List<RowBlock> blocks = new ArrayList<>();
      assertThrows(RowsChangedException.class, () -> reader.read(blocks::add));
      assertThat(blocks, is(List.of()));
    } finally {
      writer.interrupt();
      writer.join();
    }
    reader.read(block -> {});
  }

  @Test
  void aPatternThatMatchesNothingAnyMoreStopsIt() throws Exception {
    Files.delete(folder.resolve("a.jsonl"));
    Files.delete(folder.resolve("b.csv"));
    JobStoppedException e = assertThrows(JobStoppedException.class, () -> reader.read(block -> {}));
    assertThat(
        e.getMessage(), is(folder + "/* no longer matches any file; it did when the job started"));
  }

  @Test
  void whatGivesItsRowsOnlyOnceIsRefused() {
    InputFiles pipes =
        new InputFiles(
            List.of(),
            List.of("/dev/fd/63"),
            new TextFile.Settings(null, null, CsvOptions.NONE),
            0,
            0,
            false);
    assertThat(
        assertThrows(IllegalArgumentException.class, pipes::reader).getMessage(),
        endsWith(" gives its rows only once; use a file"));
  }

  private List<String> rows() throws Exception {
    List<String> rows = new ArrayList<>();
    Consumer<RowBlock> each = block -> block.forEachRow(row -> rows.add(row.text()));
    reader.read(each);
    return rows;
  }

  private void write(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
      old(name);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Nobody writes to it any more. */
  private void old(String name) throws IOException {
    Files.setLastModifiedTime(folder.resolve(name), FileTime.from(LONG_AGO));
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
