package io.github.mailmodosource.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.rows.CsvOptions;
import io.github.mailmodosource.rows.RowFormat;
import io.github.mailmodosource.rows.RowUnit;
import io.github.mailmodosource.rows.RowUnitCoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.util.CoderUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What travels to a worker, and what it reads there. */
class FileUnitTest {
  private static final TextFile.Settings SETTINGS =
      new TextFile.Settings(null, null, CsvOptions.NONE);

  @TempDir private Path folder;

  static Stream<FileUnit> units() {
    FileRange range = new FileRange("/data/a.jsonl", 1L << 33, RowFormat.JSON_LINES, 0, 8 << 20);
    FileRange whole = new FileRange("/data/é 😃.csv.gz", 5, null, 0, Long.MAX_VALUE);
    FileRange far = new FileRange("", 1L << 41, RowFormat.JSON_LINES, 1L << 40, (1L << 40) + 1);
    return Stream.of(
        new FileUnit(List.of(range), SETTINGS),
        new FileUnit(List.of(whole, range, whole), SETTINGS),
        new FileUnit(List.of(far), new TextFile.Settings(RowFormat.CSV, null, CsvOptions.NONE)));
  }

  @ParameterizedTest
  @MethodSource("units")
  void arrivesAsItLeft(FileUnit unit) throws Exception {
    assertThat(arrived(unit), is(unit));
  }

  @Test
  void itsRowsAreReadWhereItArrives() throws Exception {
    FileRange first = range("a.jsonl", "{\"n\":1}\n{\"n\":2}\n", RowFormat.JSON_LINES, 8);
    FileRange second = range("b.csv", "n\n3\n", null, Long.MAX_VALUE);

    List<String> rows = new ArrayList<>();
    arrived(new FileUnit(List.of(first, second), SETTINGS))
        .forEachRow(row -> rows.add(String.valueOf(row.text())));

    assertThat("those that begin in the range", rows, contains("{\"n\":1}", "3"));
  }

  private FileRange range(String name, String text, @Nullable RowFormat format, long end)
      throws Exception {
    Path file = Files.write(folder.resolve(name), text.getBytes(UTF_8));
    return new FileRange(file.toString(), Files.size(file), format, 0, end);
  }

  private static RowUnit arrived(FileUnit unit) throws Exception {
    RowUnitCoder coder = new RowUnitCoder();
    return CoderUtils.decodeFromByteArray(coder, CoderUtils.encodeToByteArray(coder, unit));
  }
}
