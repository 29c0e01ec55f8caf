package io.github.mailmodosource.commandline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsFileTest {
  @TempDir Path folder;

  @Test
  void yamlIsTakenAsItIsWritten() throws IOException {
    assertThat(
        read(
            "night.yaml",
            """
            # every night
            since: 20261120
            until: 2026-11-21          # a date to YAML
            minRows: 0010
            streaming: no
            requestsPerSecond: 12.50
            region: "dublin"
            activity: exports/*.csv
            """),
        is(
            List.of(
                "since=20261120 in line 2",
                "until=2026-11-21 in line 3",
                "minRows=0010 in line 4",
                "streaming=no in line 5",
                "requestsPerSecond=12.50 in line 6",
                "region=dublin in line 7",
                "activity=exports/*.csv in line 8")));
  }

  @Test
  void aListIsJoinedByCommasAndAMapIsJson() throws IOException {
    assertThat(
        read(
            "night.yml",
            """
            activity:
              - exports/a.csv
              - jdbc:postgresql://a,b/mailmodo
            fail: [missing, mismatched]
            integrations:
              All: false
              Warehouses: {all: true, share: 0.5, ids: [a, 1], none: null}
            activityFields:
              occurred_at: event_time
              event: "'Email Opened'"
            activityQuery: |
              select *
              from activity
            """),
        is(
            List.of(
                "activity=exports/a.csv,jdbc:postgresql://a,b/mailmodo in line 1",
                "fail=missing,mismatched in line 4",
                "integrations={\"All\":false,\"Warehouses\":{\"all\":true,\"share\":0.5,"
                    + "\"ids\":[\"a\",1],\"none\":null}} in line 5",
                "activityFields={\"occurred_at\":\"event_time\",\"event\":\"'Email Opened'\"}"
                    + " in line 8",
                "activityQuery=select *\nfrom activity in line 11")));
  }

  @Test
  void propertiesAreJavas() throws IOException {
    assertThat(
        read(
            "night.properties",
            """
            # every night\\
            since = 20261120
              until:2026-11-21

            ! more
            activity=exports/a.csv,\\
                exports/b.csv
            nullWords=NULL,\\\\N
            report
            zone=Europe/Z\\u00fcrich
            """),
        is(
            List.of(
                "since=20261120 in line 2",
                "until=2026-11-21 in line 3",
                "activity=exports/a.csv,exports/b.csv in line 6",
                "nullWords=NULL,\\N in line 8",
                "report= in line 9",
                "zone=Europe/Zürich in line 10")));
  }

  /** "Told by ending and content." */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.properties | gate:ever | gate=ever",
        "a.yaml | gate: ever | gate=ever",
        "A.YML | gate: ever | gate=ever",
        "a.json | {'gate': 'ever'} | gate=ever",
        "a.conf | gate = ever | gate=ever",
        "a | gate=ever=x | gate=ever=x",
        "a | gate: a=b | gate=a=b",
        "a.txt | {gate: ever} | gate=ever",
        "a | --- {gate: ever} | gate=ever",
      })
  void theEndingTellsTheFormElseItsFirstLine(String name, String text, String option)
      throws IOException {
    assertThat(read(name, text.replace('\'', '"')), is(List.of(option + " in line 1")));
  }

  @Test
  void aByteOrderMarkIsNoPartOfAName() throws IOException {
    assertThat(read("a.yaml", "\uFEFFgate: ever\n"), is(List.of("gate=ever in line 1")));
    assertThat(read("a.properties", "\uFEFFgate=ever\n"), is(List.of("gate=ever in line 1")));
  }

  @ParameterizedTest
  @CsvSource({"a.yaml", "a.properties", "a"})
  void anEmptyFileHasNoOptions(String name) throws IOException {
    assertThat(read(name, ""), is(List.of()));
    assertThat(read(name, "# nothing\n"), is(List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.yaml | gate: ever%%gate: as_of | , line 2: gate stands in FILE, line 1 too; give it once",
        "a.properties | gate=ever%gate=as_of | , line 2: gate stands in FILE, line 1 too; give it once",
        "a.yaml | options: b.yaml | , line 1: a file of options cannot name another one; leave it out",
        "a.yaml | gate: | , line 1: gate has no value; give it one, or leave it out",
        "a.yaml | gate: ~ | , line 1: gate has no value; give it one, or leave it out",
        "a.yaml | gate=ever | , line 1: a line of the form 'option: value' is expected here",
        "a.yaml | - gate | , line 1: a line of the form 'option: value' is expected here",
        "a.yaml | zone: UTC%[a]: b | , line 2: the name of an option is missing",
        "a.yaml | fail: [a, b] c | , line 1: this is not YAML: expected <block end>, but found '<scalar>'",
        "a.yaml | x: 1%---%y: 1 | , line 2: this is not YAML: but found another document",
        "a.yaml | activity: ['a,b', c] | , line 1: a comma separates the items of activity, so that only the last one may hold any",
        "a.yaml | x: {a: 1, a: 2} | , line 1: a stands here twice",
        "a.properties | zone=\\u12 | , line 1: a \\u is not followed by four hexadecimal digits; write \\\\ for a backslash",
      })
  void whatIsWrongIsOneLineThatNamesTheLine(String name, String text, String line) {
    String file = folder.resolve(name).toString();
    UsageException refused =
        assertThrows(
            UsageException.class, () -> read(name, text.replace("%%", "\n").replace('%', '\n')));
    assertThat(refused.getMessage(), is(file + line.replace("FILE", file)));
  }

  @Test
  void aNodeThatHoldsItselfIsNoValue() {
    UsageException refused =
        assertThrows(UsageException.class, () -> read("a.yaml", "x: &x {y: *x}\n"));
    assertThat(
        refused.getMessage(), is(folder.resolve("a.yaml") + ", line 1: this is nested too deeply"));
  }

  @Test
  void otherTextThanUtf8IsRefused() throws IOException {
    Path file =
        Files.write(folder.resolve("a.yaml"), "zone: Zürich".getBytes(StandardCharsets.ISO_8859_1));
    UsageException refused =
        assertThrows(UsageException.class, () -> OptionsFile.read(file.toString()));
    assertThat(
        refused.getMessage(), is("--options: " + file + " is not text in UTF-8; save it as that"));
  }

  private List<String> read(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    return OptionsFile.read(file.toString()).stream()
        .map(
            given ->
                given.name()
                    + "="
                    + given.value()
                    + " in "
                    + given.place().substring(file.toString().length() + 2))
        .toList();
  }
}
