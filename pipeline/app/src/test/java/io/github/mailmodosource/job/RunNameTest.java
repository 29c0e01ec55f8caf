package io.github.mailmodosource.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.commandline.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunNameTest {
  @TempDir Path reports;

  @Test
  void aRunIsCalledAfterItsJobAndItsStart() {
    Instant start = Instant.parse("2026-11-20T03:04:05.678901Z");
    assertThat(RunName.take("send", start, reports), is("send-20261120T030405678Z"));
    assertThat(Files.isDirectory(reports.resolve("send-20261120T030405678Z")), is(true));
  }

  @Test
  void aFolderOfAnotherRunIsLeftAlone() throws Exception {
    Instant start = Instant.parse("2026-11-20T03:04:06Z");
    Files.createDirectory(reports.resolve("send-20261120T030406000Z"));
    Files.createDirectory(reports.resolve("send-20261120T030406000Z-2"));
    assertThat(RunName.take("send", start, reports), is("send-20261120T030406000Z-3"));
  }

  @Test
  void runsThatBeginAtOnceHaveNamesOfTheirOwn() throws Exception {
    Instant start = Instant.parse("2026-11-20T03:04:07Z");
    Set<String> names =
        IntStream.range(0, 20)
            .parallel()
            .mapToObj(i -> RunName.take("send", start, i % 2 == 0 ? reports : null))
            .collect(Collectors.toSet());
    assertThat(names, hasSize(20));
    try (Stream<Path> folders = Files.list(reports)) {
      assertThat(folders.toList(), hasSize(10));
    }
  }

  @Test
  void reportsThatCannotBeMadeAreWrongUsage() throws Exception {
    Path file = Files.writeString(reports.resolve("file"), "");
    Instant start = Instant.parse("2026-11-20T03:04:08Z");
    for (Path folder : List.of(file, reports.resolve("nowhere"))) {
      UsageException wrong =
          assertThrows(UsageException.class, () -> RunName.take("send", start, folder));
      assertThat(String.valueOf(wrong.getMessage()), containsString("cannot be created"));
    }
  }
}
