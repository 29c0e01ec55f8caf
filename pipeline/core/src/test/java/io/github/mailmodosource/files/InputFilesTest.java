package io.github.mailmodosource.files;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.rows.CsvOptions;
import io.github.mailmodosource.rows.RowFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputFilesTest {
  @TempDir Path folder;

  @BeforeEach
  void files() throws Exception {
    for (String name : new String[] {"a1.jsonl", "a2.jsonl", "b.csv", "c.txt", "with space.csv"}) {
      Files.writeString(folder.resolve(name), "");
    }
  }

  @Test
  void oneFileIsItself() {
    InputFiles files = InputFiles.of(path("a1.jsonl"), null);
    assertThat(files.patterns(), contains(path("a1.jsonl")));
    assertThat("told from each file's ending", files.format(), is(nullValue()));
  }

  @Test
  void severalAreCommaSeparatedInTheirOrderAndSpacesRoundThemDoNotCount() {
    InputFiles files = InputFiles.of(" " + path("b.csv") + " , " + path("a1.jsonl") + ",,", null);
    assertThat(files.patterns(), contains(path("b.csv"), path("a1.jsonl")));
  }

  @Test
  void aGlobStaysAGlob() {
    assertThat(InputFiles.of(path("a*.jsonl"), null).patterns(), contains(path("a*.jsonl")));
  }

  @Test
  void theCommaInAGlobsBracesPartsNothing() {
    String glob = path("{a1,a2}.jsonl");
    assertThat(
        InputFiles.of(glob + "," + path("b.csv"), null).patterns(), contains(glob, path("b.csv")));
  }

  @Test
  void aNameMayHoldASpace() {
    assertThat(
        InputFiles.of(path("with space.csv"), null).patterns(), contains(path("with space.csv")));
  }

  @ParameterizedTest
  @CsvSource({"c.txt, csv, CSV", "b.csv, jsonl, JSON_LINES", "*, NDJSON, JSON_LINES"})
  void theFormatOptionOverridesTheEnding(String pattern, String option, RowFormat format) {
    assertThat(InputFiles.of(path(pattern), option).format(), is(format));
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing.jsonl", "missing*.jsonl", "no/such/folder/a.csv"})
  void whatMatchesNoFileIsOneClearLine(String pattern) {
    assertThat(refusal(path(pattern), null), is(path(pattern) + " does not match any file"));
    assertThat(
        "also behind one that is there",
        refusal(path("b.csv") + "," + path(pattern), "csv"),
        is(path(pattern) + " does not match any file"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"c.txt", "*"})
  void aFileWhoseEndingSaysNothingIsRefusedByItsName(String pattern) {
    assertThat(
        refusal(path(pattern), null),
        containsString(path("c.txt") + ": the format cannot be told from the file's ending"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", ",", " , ,"})
  void aValueThatNamesNoFileIsRefused(String value) {
    assertThat(refusal(value, null), containsString("does not name a file"));
  }

  @Test
  void aFileSystemThatIsNotHereIsNamedWithItsMend() {
    String refusal = refusal("gs://bucket/a.jsonl", null);
    assertThat(
        refusal, containsString("gs://bucket/a.jsonl is on a file system that is not available"));
    assertThat(refusal, containsString("add its jars with MAILMODO_SOURCE_CLASSPATH"));
  }

  @Test
  void anUnknownFormatOptionIsRefused() {
    assertThat(refusal(path("b.csv"), "xml"), containsString("'xml' is not a known format"));
  }

  private static String refusal(String value, @Nullable String format) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> InputFiles.of(value, format));
    String message = String.valueOf(e.getMessage());
    assertThat(message, not(containsString("\n")));
    return message;
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  /** What a branch of the reader is built for. */
  @ParameterizedTest
  @CsvSource({
    "a1.jsonl, , true, false",
    "a*.jsonl, , true, false",
    "b.csv, , false, true",
    "d.jsonl.gz, , false, true",
    "'a1.jsonl,b.csv', , true, true",
    "a?.jsonl, csv, false, true",
    "b.csv, jsonl, true, false",
    "c.*, jsonl, true, true",
  })
  void anEndingTellsWhetherFilesAreReadInRangesOrWhole(
      String names, @Nullable String format, boolean inRanges, boolean whole) throws Exception {
    Files.writeString(folder.resolve("d.jsonl.gz"), "");
    List<String> paths = new ArrayList<>();
    for (String name : names.split(",", -1)) {
      paths.add(path(name));
    }
    InputFiles files = InputFiles.of(String.join(",", paths), format);
    assertThat("in ranges", files.mayBeReadInRanges(), is(inRanges));
    assertThat("whole", files.mayBeReadWhole(), is(whole));
  }

  @Test
  void filesThatAreNotLocalMayBeEither() {
    InputFiles files = new InputFiles(List.of("s3://bucket/a.jsonl"), null, CsvOptions.NONE, 1);
    assertThat(files.mayBeReadInRanges() && files.mayBeReadWhole(), is(true));
  }
}
