package io.github.mailmodosource.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathNamesTest {
  @ParameterizedTest
  @CsvSource({
    "reports, true",
    "/tmp/reports, true",
    "./a:b, true",
    "gs://bucket/reports, false",
    "s3://bucket, false"
  })
  void whatHasASchemeIsElsewhere(String name, boolean local) {
    assertThat(PathNames.isLocal(name), is(local));
  }

  @ParameterizedTest
  @CsvSource({
    "file:///tmp/r, /tmp/r",
    "file:/tmp/r, /tmp/r",
    "/tmp/r, /tmp/r",
    "file:r, file:r",
    "gs://bucket/r, gs://bucket/r"
  })
  void aLocalNameIsThePathBehindItsScheme(String name, String path) {
    assertThat(PathNames.withoutScheme(name), is(path));
  }

  @ParameterizedTest
  @CsvSource({"r/, r", "r//, r", "a/b, a/b", "/, /", "gs://bucket/r/, gs://bucket/r"})
  void aFolderHasNoSlashAtItsEnd(String name, String folder) {
    assertThat(PathNames.withoutSlash(name), is(folder));
  }

  @ParameterizedTest
  @CsvSource({
    "r, true",
    "./a:b, true",
    "../r, true",
    "/tmp/r, false",
    "file:/tmp/r, false",
    "file:///tmp/r, false",
    "gs://bucket/r, false"
  })
  void aRelativeNameMeansAnotherFileInAnotherFolder(String name, boolean relative) {
    assertThat(PathNames.isRelative(name), is(relative));
  }

  /** A worker is in another folder than whoever gave the name. */
  @Test
  void aRelativeNameIsMadeAbsoluteAndOthersStayAsTheyAre() {
    String here = Path.of("").toAbsolutePath().toString();
    assertThat(PathNames.absolute("a/b"), is(here + "/a/b"));
    assertThat(PathNames.absolute("../r"), is(here + "/../r"));
    for (String name : List.of("/tmp/r", "file:///tmp/r", "gs://bucket/r", "s3://bucket", " ")) {
      assertThat(PathNames.absolute(name), is(name));
    }
  }

  @ParameterizedTest
  @CsvSource({"file:///tmp/r/, /tmp/r", "r/, r", "gs://bucket/r/, gs://bucket/r"})
  void aFolderIsCalledAsFilesAreNamedInIt(String name, String folder) {
    assertThat(PathNames.folder(name), is(folder));
  }
}
