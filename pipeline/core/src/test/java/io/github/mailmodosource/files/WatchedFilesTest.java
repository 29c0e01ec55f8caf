package io.github.mailmodosource.files;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.rows.CsvOptions;
import io.github.mailmodosource.rows.RowFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WatchedFilesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"*.jsonl", "", "a.jsonl", "**/*.csv", "later", "{a,b}/*", "day-[0-9]/x"})
  void thereNeedNotBeAFileYet(String pattern) {
    WatchedFiles files = watched(folder + "/" + pattern, null);
    assertThat(files.patterns(), is(List.of(folder + "/" + pattern)));
    assertThat(files.interval(), is(Duration.ofSeconds(30)));
    assertThat(files.firstRows(1_000), is(List.of()));
  }

  @Test
  void severalPatternsAreSeparatedByCommas() {
    WatchedFiles files = watched(folder + "/{a,b}.csv, " + folder + "/c", "csv");
    assertThat(files.patterns(), is(List.of(folder + "/{a,b}.csv", folder + "/c")));
    assertThat(files.settings().format(), is(RowFormat.CSV));
  }

  @ParameterizedTest
  @CsvSource({"/gone/*.jsonl, /gone", "/gone/in/a.jsonl, /gone/in", "/gone/**, /gone"})
  void aFolderThatDoesNotExistIsAMistake(String pattern, String missing) {
    assertThat(
        refusal(folder + pattern),
        is(
            folder
                + pattern
                + " cannot be watched: the folder "
                + folder
                + missing
                + " does not exist; create or mount it first"));
  }

  @Test
  void aPipeIsRefused() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor(), is(0));
    String why =
        " is a pipe and cannot be watched: it gives its rows once; run without --streaming";
    assertThat(refusal(pipe.toString()), is(pipe + why));
    assertThat(refusal("-"), is("standard input" + why));
  }

  @Test
  void aFileSystemThatIsNotAvailableIsNamed() {
    assertThat(
        refusal("nowhere://bucket/*").startsWith("nowhere://bucket/* is on a file system"),
        is(true));
  }

  @Test
  void aFileMayBeNamedByItself() throws Exception {
    Path file = Files.writeString(folder.resolve("a,b.jsonl"), "{}\n");
    assertThat(watched(file.toString(), null).patterns(), is(List.of(file.toString())));
  }

  private static WatchedFiles watched(
      String value, @org.jspecify.annotations.Nullable String format) {
    return WatchedFiles.of("activity", value, format, null, CsvOptions.NONE);
  }

  private static String refusal(String value) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> watched(value, null));
    return String.valueOf(e.getMessage());
  }
}
