package io.github.mailmodosource.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.rows.CsvOptions;
import io.github.mailmodosource.rows.RowFormat;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "A file that is cut while it is read, gone … stops the job: no row is lost without a word." */
class FileReaderTest {
  private static final String ROWS = "{\"a\":1}\n{\"a\":2}\n";
  private static final long END = Long.MAX_VALUE;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"a.jsonl", "a.csv", "a.json"})
  void aFileThatGotShorterSinceItWasListedStopsTheJob(String name) throws Exception {
    Path file = Files.writeString(folder.resolve(name), ROWS);
    assertThat(
        failure(new FileRange(file.toString(), 99, null, 0, END)),
        startsWith(
            file
                + " cannot be read to the end: it was cut while it was read (99 bytes before, 16"
                + " now)"));
    assertThat(
        "of a part of it too",
        failure(new FileRange(file.toString(), 99, RowFormat.JSON_LINES, 40, 99)),
        startsWith(file + " cannot be read to the end: it was cut while it was read (99 bytes"));
  }

  @Test
  void aCompressedFileThatGotShorterBetweenTwoOfItsMembersStopsTheJob() throws Exception {
    ByteArrayOutputStream member = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(member)) {
      gzip.write(ROWS.getBytes(UTF_8));
    }
    Path file = Files.write(folder.resolve("a.jsonl.gz"), member.toByteArray());
    assertThat(
        failure(new FileRange(file.toString(), 2L * member.size(), null, 0, END)),
        startsWith(file + " cannot be read to the end: it was cut while it was read"));
  }

  @Test
  void aFileThatGrewIsReadAsFarAsItGoes() throws Exception {
    Path file = Files.writeString(folder.resolve("a.jsonl"), ROWS);
    List<String> rows = new ArrayList<>();
    reader()
        .read(
            new FileRange(file.toString(), 8, null, 0, END),
            block -> block.forEachRow(row -> rows.add(String.valueOf(row.text()))));
    assertThat(rows, is(List.of("{\"a\":1}", "{\"a\":2}")));
  }

  @Test
  void aFileThatIsGoneStopsTheJob() {
    Path file = folder.resolve("a.jsonl");
    assertThat(
        failure(new FileRange(file.toString(), 8, null, 0, END)),
        is(file + " no longer exists; it did when the job started"));
  }

  private static FileReader reader() {
    return new FileReader(new TextFile.Settings(null, null, CsvOptions.NONE));
  }

  private static String failure(FileRange range) {
    JobStoppedException e =
        assertThrows(JobStoppedException.class, () -> reader().read(range, block -> {}));
    return String.valueOf(e.getMessage());
  }
}
