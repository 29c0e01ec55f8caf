package io.github.mailmodosource.replay;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.commandline.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * "{@code replay} reads DIR itself, not {@code DIR/earlier}; its own letters go to {@code
 * --report}, which must be another folder (compared as real paths)."
 */
class LetterFilesTest {
  private static final String LETTER =
      "{\"stage\":\"parse\",\"reason\":\"bad_time\",\"message\":\"\",\"source\":\"\",\"row\":\"{}\","
          + "\"failedAt\":\"2026-11-20T03:04:05.678Z\",\"attempts\":0}\n";

  @TempDir Path folder;
  private Path letters;

  @BeforeEach
  void makeFolder() throws IOException {
    // The temporary folder of some systems is a link.
    folder = folder.toRealPath();
    letters = Files.createDirectory(folder.resolve("r"));
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(letters.resolve(name).getParent());
    Files.writeString(letters.resolve(name), text);
  }

  private List<String> found(String value) {
    return LetterFiles.of(value, null).patterns().stream()
        .map(name -> folder.relativize(Path.of(name)).toString())
        .toList();
  }

  private static String refusal(String value, @Nullable String report) {
    return String.valueOf(
        assertThrows(UsageException.class, () -> LetterFiles.of(value, report)).getMessage());
  }

  /** A run's report and its differences lie beside its letters. */
  @Test
  void aFolderStandsForTheLettersInItAndForNothingElse() throws IOException {
    write("dead-letters-send-1.jsonl", LETTER);
    write("dead-letters-send-2.jsonl", "half a lett");
    write("dead-letters.jsonl", "");
    write("all.json", "[" + LETTER + "," + LETTER + "]");
    write("report.json", "{\"job\":\"send\",\"deadLetters\":{\"bad_time\":1}}");
    write("differences.jsonl", "{\"kind\":\"missing\",\"event\":\"Email Sent\"}\n");
    write("activity.jsonl", "{\"event\":\"sent\",\"row\":\"{}\",\"reason\":\"full\"}\n");
    write("report.html", "<html>");
    write("letters.txt", LETTER);
    write(".dead-letters-hidden.jsonl", LETTER);
    write("earlier/20261120/dead-letters-send-0.jsonl", LETTER);
    write("dead-letters-folder.jsonl/dead-letters-0.jsonl", LETTER);
    Files.write(letters.resolve("binary.json"), new byte[] {0, 1, 2, (byte) 0xFF});
    List<String> expected =
        List.of(
            "r/all.json",
            "r/dead-letters-send-1.jsonl",
            "r/dead-letters-send-2.jsonl",
            "r/dead-letters.jsonl");
    assertThat(found(letters.toString()), is(expected));
    assertThat(found(letters + "/"), is(expected));
    assertThat(found("file://" + letters), is(expected));
  }

  @Test
  void aFolderOfAnyNameAndSeveralFoldersFilesAndGlobs() throws IOException {
    Path odd = Files.createDirectories(folder.resolve("a,b[1]*"));
    Files.writeString(odd.resolve("dead-letters-1.jsonl"), LETTER);
    write("dead-letters-1.jsonl", LETTER);
    write("x.jsonl", "no letter");
    assertThat(found(odd.toString()), is(List.of("a,b[1]*/dead-letters-1.jsonl")));
    assertThat(
        found(letters + "," + letters.resolve("x.jsonl")),
        is(List.of("r/dead-letters-1.jsonl", "r/x.jsonl")));
    assertThat(found(folder + "/?/dead-letters-*.jsonl"), is(List.of("r/dead-letters-1.jsonl")));
  }

  @Test
  void nothingToSendAgainIsNoSuccess() throws IOException {
    assertThat(
        refusal(letters.toString(), null),
        allOf(
            startsWith(
                "--deadLetters: " + letters + "/dead-letters-*.jsonl does not match any file"),
            containsString("there is nothing to send again")));
    assertThat(
        refusal(folder + "/nowhere", null),
        containsString("the folder " + folder + "/nowhere does not exist"));
    write("earlier/dead-letters-1.jsonl", LETTER);
    write("report.json", "{}");
    assertThat(refusal(letters.toString(), null), containsString("folders below it are not read"));
    write("dead-letters-1.jsonl", " \n\n");
    assertThat(
        refusal(letters.toString(), null),
        is(
            "--deadLetters: "
                + letters
                + " holds no dead letter: "
                + letters
                + "/dead-letters-1.jsonl is empty; there is nothing to send again"));
    write("dead-letters-2.jsonl", "[]");
    assertThat(refusal(letters.toString(), null), containsString("its 2 files are empty"));
    assertThat(refusal(letters.resolve("x.jsonl").toString(), null), containsString("x.jsonl"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "r",
        "r/",
        "r//",
        "./r",
        "r/.",
        "r/../r",
        "link",
        "link/",
        "nowhere/../r",
        "up/../../r"
      })
  void itsOwnLettersMustGoElsewhereHoweverTheFolderIsCalled(String report) throws IOException {
    write("dead-letters-1.jsonl", LETTER);
    Files.createSymbolicLink(folder.resolve("link"), letters);
    Files.createDirectories(folder.resolve("deep/er"));
    Files.createSymbolicLink(folder.resolve("up"), folder.resolve("deep/er"));
    for (String value :
        List.of(
            letters.toString(),
            folder + "/link",
            letters + "/dead-letters-1.jsonl",
            folder + "/*/dead-letters-*.jsonl")) {
      assertThat(
          refusal(value, folder + "/" + report),
          startsWith("--report must be another folder than --deadLetters: "));
      assertThat(
          refusal(value, "file://" + folder + "/" + report),
          startsWith("--report must be another folder than --deadLetters: "));
    }
    String here = Path.of("").toRealPath().relativize(letters).toString();
    assertThat(refusal(here, folder + "/" + report), startsWith("--report must be another folder"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"r/again", "again", "nowhere/again", "r2", ".", "r/earlier"})
  void anyOtherFolderWillDo(String report) throws IOException {
    write("dead-letters-1.jsonl", LETTER);
    assertThat(
        LetterFiles.of(letters.toString(), folder + "/" + report).patterns(),
        is(List.of(letters + "/dead-letters-1.jsonl")));
  }

  @Test
  void theSameBucketIsTheSameFolder() {
    assertThat(LetterFiles.isSame("s3://a/b/", "s3://a//b/."), is(true));
    assertThat(LetterFiles.isSame("s3://a/b", "s3://a/B"), is(false));
    assertThat(LetterFiles.isSame("s3://a/b", "a/b"), is(false));
  }
}
