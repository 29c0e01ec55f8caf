package io.github.mailmodosource.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * "A folder that holds the report and letters of an earlier run that has ended keeps them: they are
 * moved into {@code earlier/<its start>/} first (object stores: copied, then deleted). A folder of
 * {@code --deadLetters} alone is never moved."
 */
class EarlierRunsTest {
  private static final String REPORT =
      "{\"job\":\"send\",\"started\":\"2026-11-20T03:04:05.678Z\",\"finished\":null}";
  private static final String LETTERS = "dead-letters-send-20261120T030405678Z-77.jsonl";

  @TempDir Path folder;

  @BeforeAll
  static void findFileSystems() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "attic://"})
  void reportAndLettersGoToTheirStart(String scheme) throws Exception {
    put("report.json", REPORT);
    put("report.html", "page");
    put("differences.jsonl", "difference");
    put(LETTERS, "letter");
    put("notes.txt", "somebody's");

    move(scheme, null);

    assertThat(
        files(),
        containsInAnyOrder(
            "notes.txt",
            "earlier/20261120T030405678Z/report.json",
            "earlier/20261120T030405678Z/report.html",
            "earlier/20261120T030405678Z/differences.jsonl",
            "earlier/20261120T030405678Z/" + LETTERS));
    assertThat(
        Files.readString(folder.resolve("earlier/20261120T030405678Z/report.json")), is(REPORT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "attic://"})
  void ifNothingComesOfTheRunEverythingGoesBack(String scheme) throws Exception {
    put("report.json", REPORT);
    put(LETTERS, "letter");

    move(scheme, null).moveBack();

    assertThat(files(), containsInAnyOrder("report.json", LETTERS));
    if (scheme.isEmpty()) {
      assertThat(Files.exists(folder.resolve("earlier")), is(false));
    }
  }

  @Test
  void onlyTheOwnerMayLookIntoTheFolder() throws Exception {
    put("report.json", REPORT);
    move("", null);
    for (String made : List.of("earlier", "earlier/20261120T030405678Z")) {
      assertThat(
          PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(made))),
          is("rwx------"));
    }
  }

  /** As several runs of an older version left them. */
  @Test
  void lettersOfOtherRunsGoToTheirOwnStart() throws Exception {
    put("report.json", REPORT);
    put("dead-letters-send-20261119T010203004Z-2-77.jsonl", "letter");

    move("", null);

    assertThat(
        files(),
        containsInAnyOrder(
            "earlier/20261120T030405678Z/report.json",
            "earlier/20261119T010203004Z/dead-letters-send-20261119T010203004Z-2-77.jsonl"));
  }

  @Test
  void aFolderOfDeadLettersAloneIsNotMoved() throws Exception {
    put(LETTERS, "letter");
    move("", null);
    assertThat(files(), contains(LETTERS));
  }

  /** It left its letters, a draft, and the mark in which its start stands. */
  @Test
  void whatAKilledRunLeftIsMovedToItsStart() throws Exception {
    put(LETTERS, "letter");
    put(".dead-letters-send-20261120T030405678Z-77.jsonl.abc.tmp", "half a le");
    put(".report.json.abc.tmp", "half");
    put(".dead-letters-send-20261120T030405678Z-78.jsonl.abc.tmp", "another run's, which goes on");

    move("", mark("send-20261120T030405678Z-77"));

    assertThat(
        files(),
        containsInAnyOrder(
            ".dead-letters-send-20261120T030405678Z-78.jsonl.abc.tmp",
            "earlier/20261120T030405678Z/.report.json.abc.tmp",
            "earlier/20261120T030405678Z/.dead-letters-send-20261120T030405678Z-77.jsonl.abc.tmp",
            "earlier/20261120T030405678Z/" + LETTERS));
  }

  /** As a full disk left it. */
  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"started\":\"yesterday\"}"})
  void aReportThatDoesNotSayItsStartGoesToItsTime(String report) throws Exception {
    put("report.json", report);
    Files.setLastModifiedTime(
        folder.resolve("report.json"), FileTime.from(Instant.parse("2026-11-18T00:00:01Z")));
    move("", null);
    assertThat(files(), contains("earlier/20261118T000001000Z/report.json"));
  }

  @Test
  void whatWasMovedBeforeIsNotReplaced() throws Exception {
    put("earlier/20261120T030405678Z/report.json", "the first");
    put("report.json", REPORT);

    move("", null);

    assertThat(
        files(),
        containsInAnyOrder(
            "earlier/20261120T030405678Z/report.json",
            "earlier/20261120T030405678Z-2/report.json"));
    assertThat(
        Files.readString(folder.resolve("earlier/20261120T030405678Z/report.json")),
        is("the first"));
  }

  @Test
  void whatCannotBeMovedStaysAsItWas() throws Exception {
    put("report.json", REPORT);
    put(LETTERS, "letter");
    put("earlier", "a file in the place of the folder");
    assertThrows(IOException.class, () -> move("", null));
    assertThat(files(), containsInAnyOrder("report.json", LETTERS, "earlier"));
  }

  @Test
  void aFolderInTheReportsPlaceIsNotMoved() throws Exception {
    put("report.json/something", "somebody's");
    put(LETTERS, "letter");
    IOException failed = assertThrows(IOException.class, () -> move("", null));
    assertThat(String.valueOf(failed.getMessage()), containsString("report.json is a folder"));
    assertThat(files(), containsInAnyOrder("report.json/something", LETTERS));
  }

  @Test
  void anEmptyFolderIsLeftAlone() throws Exception {
    move("", null);
    assertThat(files().isEmpty(), is(true));
    assertThat(folder.toString(), startsWith("/"));
  }

  private EarlierRuns move(String scheme, @Nullable RunMark mark) throws IOException {
    return EarlierRuns.move(new FolderFiles(scheme + folder), mark);
  }

  private static RunMark mark(String run) {
    Instant start = Instant.parse("2026-11-20T03:04:05.678Z");
    return new RunMark(run, start, start);
  }

  private void put(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.writeString(file, text);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .toList();
    }
  }
}
