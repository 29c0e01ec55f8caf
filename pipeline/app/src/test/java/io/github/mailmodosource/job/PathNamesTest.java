package io.github.mailmodosource.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

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
}
