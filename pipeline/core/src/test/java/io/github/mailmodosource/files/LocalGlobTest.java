package io.github.mailmodosource.files;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links that lead in a circle must not keep it going for ever. */
@Timeout(60)
class LocalGlobTest {
  @TempDir Path folder;

  @BeforeEach
  void files() throws Exception {
    for (String name :
        new String[] {
          "a1.jsonl",
          "a2.jsonl",
          "b.csv",
          "Aktivität 100% (1).jsonl",
          "Export [Nov] 2026/x.jsonl",
          "day/1/a.jsonl",
          "day/2/a.jsonl",
          "day/2/b.csv",
          "day/2/deep/er/a.jsonl",
          "day/._a.jsonl",
          "day/.part-0.json.crc",
          "day/_SUCCESS",
          "day/_temporary/a.jsonl",
        }) {
      write(name);
    }
  }

  @AfterEach
  void letItBeDeleted() throws Exception {
    Path closed = folder.resolve("closed");
    if (Files.exists(closed)) {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a1.jsonl                   | a1.jsonl
          a?.jsonl                   | a1.jsonl a2.jsonl
          a[2-9].jsonl               | a2.jsonl
          a[!2].jsonl                | a1.jsonl
          {b,a1}.{csv,jsonl}         | a1.jsonl b.csv
          Akt*                       | Aktivität_100%_(1).jsonl
          Aktivit?t*                 | Aktivität_100%_(1).jsonl
          Export [[]Nov[]] 2026/*    | Export_[Nov]_2026/x.jsonl
          Export [Nov] 2026/*.jsonl  | Export_[Nov]_2026/x.jsonl
          Export \\[Nov] 2026/*       | Export_[Nov]_2026/x.jsonl
          day/*/*.jsonl              | day/1/a.jsonl day/2/a.jsonl
          day/*/a.*                  | day/1/a.jsonl day/2/a.jsonl
          day/**/a.jsonl             | day/1/a.jsonl day/2/a.jsonl day/2/deep/er/a.jsonl
          day/**.csv                 | day/2/b.csv
          day                        | day/1/a.jsonl day/2/a.jsonl day/2/b.csv day/2/deep/er/a.jsonl
          day/2/                     | day/2/a.jsonl day/2/b.csv day/2/deep/er/a.jsonl
          day/[12]                   | day/1/a.jsonl day/2/a.jsonl day/2/b.csv day/2/deep/er/a.jsonl
          day/*.jsonl                |
          day/.*.jsonl               | day/._a.jsonl
          day/_*/*                   | day/_temporary/a.jsonl
          day/_SUCCESS               | day/_SUCCESS
          day/_temporary             | day/_temporary/a.jsonl
          nothing*                   |
          a1.jsonl/*                 |
          b.csv/a                    |
          """)
  void aPatternNamesTheseFiles(String pattern, String names) throws Exception {
    List<String> expected = new ArrayList<>();
    if (names != null) {
      for (String name : names.split(" ", -1)) {
        expected.add(name.replace('_', ' ').replace("day/ ", "day/_").replace("day/. ", "day/._"));
      }
    }
    assertThat(found(pattern), is(expected));
  }

  @Test
  void aLinkIsFollowedAndACircleOnce() throws Exception {
    Files.createSymbolicLink(folder.resolve("day/1/up"), folder.resolve("day"));
    Files.createSymbolicLink(folder.resolve("day/1/here"), Path.of("."));
    Files.createSymbolicLink(folder.resolve("day/1/itself"), Path.of("itself"));
    List<String> all =
        List.of("day/1/a.jsonl", "day/2/a.jsonl", "day/2/b.csv", "day/2/deep/er/a.jsonl");
    assertThat(found("day"), is(all));
    assertThat(found("day/**"), is(all));
    List<String> reached = new ArrayList<>();
    for (String name : found("day/1/*")) {
      Path file = folder.resolve(name).toRealPath();
      reached.add(folder.toRealPath().relativize(file).toString());
    }
    assertThat("each file once, by some name", reached, is(all));
    assertThat("below a link", found("day/1/up/2/*.csv"), is(List.of("day/1/up/2/b.csv")));
  }

  @Test
  void aFileThatTwoNamesLeadToIsReadOnce() throws Exception {
    Files.createSymbolicLink(folder.resolve("day/latest"), Path.of("2"));
    assertThat(found("day/*/b.csv"), is(List.of("day/2/b.csv")));
    assertThat(found("day/latest/*.csv"), is(List.of("day/latest/b.csv")));
  }

  @Test
  void aLinkThatLeadsNowhereIsAnError() throws Exception {
    Files.createSymbolicLink(folder.resolve("day/1/b.jsonl"), Path.of("gone"));
    assertThat(error("day/1/*"), endsWith("day/1/b.jsonl is a link to gone, which does not exist"));
    assertThat(error("day"), endsWith("day/1/b.jsonl is a link to gone, which does not exist"));
    assertThat("others", found("day/2/*.csv"), is(List.of("day/2/b.csv")));
  }

  @Test
  void whatMayNotBeReadOrListedIsAnErrorThatNamesIt() throws Exception {
    write("closed/a.jsonl");
    Files.setPosixFilePermissions(
        folder.resolve("closed"), PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(folder.resolve("closed")), "root may read everything");
    assertThat(error("closed"), endsWith("closed cannot be listed: permission denied"));
    assertThat(error("*/a.jsonl"), endsWith("closed/a.jsonl cannot be read: permission denied"));
    assertThat(error("**/a.jsonl"), endsWith("closed/a.jsonl cannot be read: permission denied"));
    assertThat("beside it", found("day/1/*"), is(List.of("day/1/a.jsonl")));
  }

  private void write(String name) throws IOException {
    Path file = folder.resolve(name);
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.writeString(file, "");
  }

  @Test
  void aPipeIsReadOnlyWhereItIsNamedByItself() throws Exception {
    Path pipe = makePipe();
    assertThat(found("pipe.jsonl").size(), is(1));
    assertThat(error("pipe*"), is(pipe + " is not a file; a pipe has to be named by itself"));
  }

  /** Who watches a folder refuses it by any name, in words of its own. */
  @Test
  void aVisitorIsToldHowAPipeWasNamed() throws Exception {
    Path pipe = makePipe();
    List<String> met = new ArrayList<>();
    LocalGlob.Visitor visitor =
        new LocalGlob.Visitor() {
          @Override
          public void file(Path file, BasicFileAttributes attributes, boolean named) {
            met.add(file + (named ? " by name" : " by a wildcard"));
          }

          @Override
          public void failed(IOException e) throws IOException {
            throw e;
          }
        };
    LocalGlob.walk(folder + "/pipe*", visitor);
    LocalGlob.walk(pipe.toString(), visitor);
    assertThat(met, is(List.of(pipe + " by a wildcard", pipe + " by name")));
  }

  private Path makePipe() throws Exception {
    Path pipe = folder.resolve("pipe.jsonl");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor(), is(0));
    return pipe;
  }

  private List<String> found(String pattern) throws IOException {
    List<String> names = new ArrayList<>();
    for (ListedFile file : LocalGlob.find(folder + "/" + pattern)) {
      names.add(folder.relativize(Path.of(file.name())).toString());
    }
    return names;
  }

  private String error(String pattern) {
    IOException e = assertThrows(IOException.class, () -> found(pattern));
    return String.valueOf(e.getMessage());
  }
}
