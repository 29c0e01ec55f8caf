package io.github.mailmodosource.stream;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.job.JobRun;
import io.github.mailmodosource.stream.StateFolder.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final String ONE = "0123456789abcdef0123456789abcdef";
  private static final String TWO = "fedcba9876543210fedcba9876543210";

  @TempDir Path folder;

  @Test
  void theNewestThatIsWholeIsGoneOnFromAndTheRestIsSwept() throws Exception {
    checkpoint(ONE + "/chk-7", NOON);
    checkpoint(ONE + "/chk-8", NOON.plusSeconds(10));
    Files.createDirectories(folder.resolve(ONE + "/chk-9"));
    checkpoint(ONE + "/chk-10", NOON.plusSeconds(30));
    Files.writeString(folder.resolve(ONE + "/chk-10/_metadata"), "");
    Files.writeString(Files.createDirectory(folder.resolve(ONE + "/shared")).resolve("a"), "x");
    Files.createDirectory(folder.resolve(ONE + "/taskowned"));
    checkpoint(TWO + "/chk-1", NOON.minusSeconds(10));
    Files.createDirectory(folder.resolve(TWO + "/shared"));
    checkpoint("savepoints/savepoint-012345-ab", NOON.plusSeconds(5));
    Files.writeString(folder.resolve("notes.txt"), "somebody's");
    Files.createDirectory(folder.resolve("something"));

    try (StateFolder state = take()) {
      Checkpoint newest = state.newest().orElseThrow();
      assertThat(
          newest,
          is(new Checkpoint("file:" + folder.resolve(ONE + "/chk-8"), NOON.plusSeconds(10))));
      state.sweep(newest);
    }

    assertThat(
        left(),
        containsInAnyOrder(
            ".run",
            "notes.txt",
            "something",
            ONE,
            ONE + "/chk-8",
            ONE + "/chk-8/_metadata",
            ONE + "/shared",
            ONE + "/shared/a"));
  }

  @Test
  void aSavepointThatIsNewerThanAllCheckpointsCounts() throws Exception {
    checkpoint(ONE + "/chk-7", NOON);
    checkpoint("savepoints/savepoint-012345-ab", NOON.plusSeconds(5));
    try (StateFolder state = take()) {
      assertThat(
          state.newest().orElseThrow().folder(),
          is("file:" + folder.resolve("savepoints/savepoint-012345-ab")));
    }
  }

  @Test
  void whatIsNotThereYetIsMadeForItsOwnerAlone() throws Exception {
    Path state = folder.resolve("a/b c");
    try (StateFolder made = StateFolder.take("file://" + state + "/", run("send-1"))) {
      assertThat(made.newest().isEmpty(), is(true));
      assertThat(made.name(), is(state.toString()));
      assertThat(made.checkpoints(), is("file:" + state));
      assertThat(made.fault(), is(nullValue()));
    }
    assertThat(
        PosixFilePermissions.toString(Files.getPosixFilePermissions(state)), is("rwx------"));
  }

  @Test
  void afterATrialNothingIsLeft() throws Exception {
    try (StateFolder state = take()) {
      assertThat(state.fault(), is(nullValue()));
      assertThat(Files.exists(folder.resolve(".trial")), is(false));
      Files.createDirectories(folder.resolve(".trial/taken"));
      assertThat(String.valueOf(state.fault()), containsString(".trial"));
    }
  }

  @Test
  void aFolderIsOneRunsUntilItsEnd() {
    try (StateFolder first = take()) {
      assertThat(
          assertThrows(UsageException.class, this::take).getMessage(),
          is(
              "--state: the run send-1 is still going on in "
                  + first.name()
                  + "; wait for its end, or use another folder"));
    }
    take().close();
  }

  @Test
  void whatCannotBeWrittenIsToldInOneLine() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(
        refusal(file + "/state"),
        allOf(startsWith("--state: the folder " + file + "/state cannot be written (")));
    assertThat(refusal("  "), is("--state is empty; name a folder"));
    assertThat(
        refusal("xyz://bucket/state"),
        containsString("xyz://bucket/state is on a file system that Flink does not know"));
  }

  private String refusal(String value) {
    return String.valueOf(
        assertThrows(UsageException.class, () -> StateFolder.take(value, run("send-1")).close())
            .getMessage());
  }

  private StateFolder take() {
    return StateFolder.take(folder.toString(), run("send-1"));
  }

  private static JobRun run(String id) {
    return new JobRun(
        "send",
        id,
        NOON,
        "FlinkRunner",
        "report",
        "report/letters.jsonl",
        0,
        0,
        null,
        0,
        null,
        null);
  }

  private void checkpoint(String name, Instant time) throws IOException {
    Path metadata = Files.createDirectories(folder.resolve(name)).resolve("_metadata");
    Files.write(metadata, new byte[] {0x49, 0x60, 0x67, 0x2d, 0});
    Files.setLastModifiedTime(metadata, FileTime.from(time));
  }

  private List<String> left() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> !path.equals(folder))
          .map(path -> folder.relativize(path).toString())
          .toList();
    }
  }
}
