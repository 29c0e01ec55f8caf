package io.github.mailmodosource.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.mailmodosource.rows.CsvOptions;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.FirstRows;
import io.github.mailmodosource.rows.RowFormat;
import io.github.mailmodosource.rows.RowSources;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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
  void theFirstRowsAreReadAsTheRunReadsThem() throws Exception {
    Files.writeString(folder.resolve("caret.csv"), "a^b,c\n1^2\n");
    InputFiles files = InputFiles.of(path("caret.csv"), null, null, CsvOptions.of("^", null));
    assertThat(files.firstRows(1).get(0).columns(), contains("a", "b,c"));
  }

  /** Workers are in another folder than whoever gave the names. */
  @Test
  void forOtherMachinesRelativeNamesAreMadeAbsolute() {
    String here = Path.of("").toAbsolutePath() + "/";
    String absolute = path("a1.jsonl");
    InputFiles files =
        InputFiles.of("testdata/activity.jsonl,testdata/*.csv," + absolute, null)
            .forOtherMachines();
    assertThat(
        files.patterns(),
        contains(here + "testdata/activity.jsonl", here + "testdata/*.csv", absolute));
  }

  /** Only this process has it. */
  @Test
  void forOtherMachinesAPipeIsRefused() {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream("{}\n".getBytes(UTF_8)));
      InputFiles files = InputFiles.of("-", "jsonl");
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, files::forOtherMachines);
      assertThat(
          refused.getMessage(),
          is(
              "standard input is a pipe of this process, and the workers are elsewhere; write it"
                  + " to a file that they reach"));
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void oneFileIsItself() {
    InputFiles files = InputFiles.of(path("a1.jsonl"), null);
    assertThat(files.patterns(), contains(path("a1.jsonl")));
    assertThat("told from each file", files.settings().format(), is(nullValue()));
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
    assertThat(InputFiles.of(path(pattern), option).settings().format(), is(format));
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
  void aFileThatSaysNowhereWhatItIsIsRefusedByItsName(String pattern) throws Exception {
    Files.writeString(folder.resolve("c.txt"), "Dear reader\n");
    assertThat(
        refusal(path(pattern), null),
        containsString(path("c.txt") + ": neither its ending nor its content tells its format"));
  }

  @Test
  void aValueThatAsAWholeIsAFileIsThatFile() throws Exception {
    for (String name : List.of("a, b.jsonl", "[Nov] {1}, 100%*.jsonl", "_a.csv", ".a.csv")) {
      Files.writeString(folder.resolve(name), "");
      assertThat(InputFiles.of(path(name), null).patterns(), contains(path(name)));
    }
  }

  @Test
  void aFolderStandsForItsFiles() throws Exception {
    Path inner = Files.createDirectories(folder.resolve("in/day"));
    assertThat(refusal(path("in"), null), is(path("in") + " is a folder without files"));
    Files.writeString(inner.resolve("a.jsonl"), "{}\n{}\n");
    assertThat(InputFiles.of(path("in"), null).bytes(), is(6L));
  }

  /** Each row: what a file without an ending holds, and why it is refused. */
  static Stream<Arguments> refusedContents() {
    return Stream.of(
        arguments("504b030414000000", "is a zip archive"),
        arguments("5041524515041500", "is an encrypted Parquet file; decrypt it first"),
        arguments("fd377a585a000004", "is compressed with xz"),
        arguments("255044462d312e37", "is a PDF"),
        arguments(
            "7b002200610022003a0031007d000a00", "looks like UTF-16 without a byte order mark"),
        arguments("fffe00007b0000007d000000", "looks like UTF-32"),
        // {"a":"ü"} in Latin-1
        arguments("7b2261223a22fc227d0a", "is text, but not in UTF-8"),
        arguments("00ff00fe80818283000000", "is neither text nor a compression that is known"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("refusedContents")
  void aFileThatHoldsNothingThatCanBeReadIsRefusedWhateverItIsCalled(String hex, String why)
      throws Exception {
    for (String name : List.of("f.jsonl", "f.json.gz", "f")) {
      Files.write(folder.resolve(name), HexFormat.of().parseHex(hex));
      assertThat(refusal(path(name), null), startsWith(path(name) + " " + why));
    }
  }

  @Test
  void aRowOfOtherBytesAmongOthersIsNoReasonToRefuseAFile() throws Exception {
    Files.write(folder.resolve("f.jsonl"), HexFormat.of().parseHex("7b22fc227d0a7b7d0a"));
    assertThat(InputFiles.of(path("f.jsonl"), null).patterns(), contains(path("f.jsonl")));
  }

  @Test
  void aCsvFileWithoutItsEndingIsKnownByOurColumns() throws Exception {
    Files.writeString(folder.resolve("c.txt"), "\uFEFF\"User Id\";E-Mail\n1;a@example.com\n");
    FieldMapping columns =
        FieldMapping.of(Map.of("user_id", List.of("user_id"), "email", List.of("mail")));
    assertThat(
        InputFiles.of(path("c.txt"), null, columns, CsvOptions.NONE).patterns(),
        contains(path("c.txt")));
    assertThat(
        refusal(path("c.txt"), null),
        containsString("neither its ending nor its content tells its format"));
  }

  @Test
  void theFirstRowsOfEachPatternAreThoseOfItsFirstFileThatHasAny() throws Exception {
    Files.writeString(folder.resolve("a2.jsonl"), "[{\"a\":1},\n{\"a\":2}]\n");
    Files.writeString(folder.resolve("b.csv"), "x\n1\n2\n3\n");
    List<String> found = new ArrayList<>();
    for (FirstRows first :
        InputFiles.of(path("a*.jsonl") + "," + path("b.csv"), null).firstRows(2)) {
      first.rows().forEach(row -> found.add(first.place() + " " + row.text()));
    }
    assertThat(
        found,
        contains(
            path("a2.jsonl") + " {\"a\":1}",
            path("a2.jsonl") + " {\"a\":2}",
            path("b.csv") + " 1",
            path("b.csv") + " 2"));
  }

  @Test
  void standardInputIsReadOnceAndWhatWasLookedAtIsStillInIt() throws Exception {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream("{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n".getBytes(UTF_8)));
    try {
      InputFiles files = InputFiles.of("-", null);
      assertThat(
          refusal("-", null), is("standard input is named twice, but can be read only once"));
      FirstRows first = files.firstRows(2).get(0);
      assertThat(first.place(), is("standard input"));
      assertThat(first.rows().size(), is(2));
      assertThat("nobody knows how much it is", files.knownBytes(), is(0L));
      assertThat(new RowSources(List.of(files)).knownBytes(), is(0L));
      try (InputStream all = Pipes.take(files.pipes().get(0))) {
        assertThat(new String(all.readAllBytes(), UTF_8), is("{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n"));
      }
      IOException e = assertThrows(IOException.class, () -> Pipes.take(files.pipes().get(0)));
      assertThat(e.getMessage(), containsString("a pipe can be read only once"));
    } finally {
      System.setIn(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", ",", " , ,"})
  void aValueThatNamesNoFileIsRefused(String value) {
    assertThat(refusal(value, null), containsString("does not name a file"));
  }

  @Test
  void aFileSystemThatIsNotHereIsNamedWithItsFix() {
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
    "big.jsonl, , false",
    "big.jsonl, csv, true",
    "big.csv, , true",
    "big.csv, jsonl, false",
    "big*, , true",
    "a1.jsonl, , false",
    "array.jsonl, , true",
  })
  void onlyABigFileThatMustBeReadFromItsStartIsReadApart(
      String name, @Nullable String format, boolean apart) throws Exception {
    String row = "{\"email\":\"" + "x".repeat(1000) + "\"}\n";
    Files.writeString(folder.resolve("big.jsonl"), row.repeat(9000));
    Files.writeString(folder.resolve("big.csv"), row.repeat(9000));
    Files.writeString(folder.resolve("array.jsonl"), "[\n" + (row + ",").repeat(9000) + "{}]");
    assertThat(InputFiles.of(path(name), format).mayHoldLargeFiles(), is(apart));
  }
}
