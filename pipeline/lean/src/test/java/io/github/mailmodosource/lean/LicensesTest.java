package io.github.mailmodosource.lean;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** "With the licences of all that is in it at the places where they belong." */
class LicensesTest {
  private static final Path TABLE = Path.of("pipeline/app/src/licenses/third-party.tsv");

  /** A row of the table; the first that fits a library is the one that counts. */
  private record Row(Pattern libraries, String license, List<String> texts) {
    static Row of(String line) {
      String[] cells = line.split("\t", -1);
      return new Row(
          Pattern.compile(cells[0].replace(".", "\\.").replace("*", ".*")),
          cells[1],
          List.of(cells[2].split(", ", -1)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void ofTheJarItselfIsOurs(Jar jar) throws IOException {
    assertThat(jar.text("META-INF/LICENSE"), is(Files.readString(Path.of("LICENSE"))));
    assertThat(jar.text("META-INF/NOTICE").strip(), startsWith("mailmodo-source\nCopyright 2026 "));
  }

  @ParameterizedTest
  @EnumSource
  void noticesAreInOneFile(Jar jar) throws IOException {
    String notice = jar.text("META-INF/NOTICE");
    assertThat(notice, containsString("Apache Beam"));
    assertThat(notice, containsString("The Netty Project"));
    assertThat(notice, containsString("Apache Commons DBCP"));
  }

  @ParameterizedTest
  @EnumSource
  void eachLibraryHasARowAndItsTexts(Jar jar) throws IOException {
    Set<String> files = new HashSet<>(jar.files());
    List<String> wrong = new ArrayList<>();
    for (Library library : others(jar)) {
      Row row =
          rows().stream()
              .filter(candidate -> candidate.libraries().matcher(library.name()).matches())
              .findFirst()
              .orElse(null);
      if (row == null) {
        wrong.add(library.name() + " has no row in " + TABLE);
        continue;
      }
      for (String text : row.texts()) {
        String file =
            text.equals("/") ? "META-INF/LICENSE" : Jar.LICENSES + library.artifact() + "/" + text;
        if (!files.contains(file)) {
          wrong.add(library.name() + " is without " + file);
        }
        if (text.equals("/") && !row.license().startsWith("Apache-2.0")) {
          wrong.add(library.name() + " is not under our licence");
        }
      }
    }
    assertThat(wrong, is(empty()));
  }

  @ParameterizedTest
  @EnumSource
  void noLicenseIsOfALibraryThatIsNotThere(Jar jar) throws IOException {
    Set<String> licensed = jar.licensed();
    others(jar).forEach(library -> licensed.remove(library.artifact()));
    assertThat(licensed, is(empty()));
  }

  @Test
  void eachRowIsOfALibraryInTheFatJar() throws IOException {
    List<Library> others = others(Jar.FAT);
    List<String> idle = new ArrayList<>();
    for (Row row : rows()) {
      if (others.stream().noneMatch(one -> row.libraries().matcher(one.name()).matches())) {
        idle.add(row.libraries().pattern());
      }
    }
    assertThat(idle, is(empty()));
  }

  @ParameterizedTest
  @EnumSource
  void ofMariaDbsDriverIsTheLgplWithAWayToReplaceIt(Jar jar) throws IOException {
    String folder = Jar.LICENSES + "mariadb-java-client/";
    assertThat(jar.text(folder + "LICENSE"), containsString("GNU LESSER GENERAL PUBLIC LICENSE"));
    assertThat(jar.text(folder + "README"), containsString("To use another version of it"));
  }

  private static List<Library> others(Jar jar) throws IOException {
    return Library.in(jar).stream().filter(library -> !library.isOurs()).toList();
  }

  private static List<Row> rows() throws IOException {
    return Files.readAllLines(TABLE).stream()
        .filter(line -> !line.startsWith("#"))
        .map(Row::of)
        .toList();
  }
}
