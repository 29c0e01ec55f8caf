package io.github.mailmodosource.lines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mailmodosource.TestPipelines;
import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.metrics.RunCounters;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteLinesTest {
  @TempDir Path folder;

  @Test
  void allLinesStandInOneFileEachOnce() throws Exception {
    Path file = folder.resolve("lines.jsonl");
    String[] lines = IntStream.range(0, 300).mapToObj(i -> "Größe " + i).toArray(String[]::new);
    write(List.of(lines), file);
    assertThat(Files.readAllLines(file), containsInAnyOrder(lines));
    assertThat(Files.readString(file).endsWith("\n"), is(true));
  }

  /** As a bundle does that is tried again. */
  @Test
  void whatWasWrittenBeforeIsReplaced() throws Exception {
    Path file = folder.resolve("lines.jsonl");
    Files.writeString(file, "old\n".repeat(1000));
    write(List.of("new"), file);
    assertThat(Files.readAllLines(file), contains("new"));
  }

  @Test
  void withoutALineThereIsNoFile() {
    Path file = folder.resolve("lines.jsonl");
    write(List.of(), file);
    assertThat(Files.exists(file), is(false));
  }

  @Test
  void whereNoFileCanBeWrittenTheJobStopsWithOneClearLine() throws Exception {
    Path file = Files.writeString(folder.resolve("a-file"), "").resolve("lines.jsonl");
    Throwable cause =
        assertThrows(PipelineExecutionException.class, () -> write(List.of("line"), file))
            .getCause();
    assertThat(cause, is(instanceOf(JobStoppedException.class)));
    String message = String.valueOf(cause == null ? null : cause.getMessage());
    assertThat(message, startsWith(file + " cannot be written: "));
    assertThat(message.lines().count(), is(1L));
  }

  /** "Those that hold addresses are the owner's only." */
  @Test
  void theFileIsItsOwnersOnly() throws Exception {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    Path file = folder.resolve("made/lines.jsonl");
    write(List.of("line"), file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)), is("rw-------"));
    assertThat(
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("made"))),
        is("rwx------"));
  }

  /** "Files are written beside and renamed, so that none is ever half." */
  @Test
  void ofARunThatFailsInTheMiddleNoLineStandsThere() throws Exception {
    Path file = Files.writeString(folder.resolve("lines.jsonl"), "old\n");
    Pipeline pipeline = TestPipelines.create();
    pipeline
        .apply(Create.of("a", "b", "c").withCoder(StringUtf8Coder.of()))
        .apply(
            "WriteLines",
            WriteLines.to(
                file.toString(),
                line -> {
                  if (line.equals("b")) {
                    throw new IllegalStateException("in the middle");
                  }
                  return new byte[100_000];
                }));
    assertThrows(PipelineExecutionException.class, () -> pipeline.run().waitUntilFinish());
    assertThat(Files.readString(file), is("old\n"));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.toList(), contains(file));
    }
  }

  @Test
  void withoutEndEachBundleWithLinesIsAFileOfItsOwn() throws Exception {
    Path file = folder.resolve("made/lines.jsonl");
    Pipeline pipeline = TestPipelines.create();
    pipeline
        .apply(
            TestStream.create(StringUtf8Coder.of())
                .addElements("a", "b")
                .advanceProcessingTime(Duration.standardSeconds(1))
                .addElements("c")
                .advanceWatermarkToInfinity())
        .apply(
            "WriteLines",
            WriteLines.<String>to(file.toString(), line -> (line + '\n').getBytes(UTF_8))
                .countedBy(line -> RunCounters.warnings("line " + line)));

    assertThat(
        TestPipelines.run(pipeline),
        is(Map.of("warnings/line a", 1L, "warnings/line b", 1L, "warnings/line c", 1L)));

    List<Path> files = files(folder.resolve("made"));
    List<String> lines = new ArrayList<>();
    for (Path one : files) {
      assertThat(one.getFileName().toString(), matchesPattern("lines-\\d{13}-\\d+\\.jsonl"));
      assertThat(isOwnersOnly(one), is(true));
      lines.addAll(Files.readAllLines(one));
    }
    assertThat(lines, containsInAnyOrder("a", "b", "c"));
    assertThat(files.size(), is(greaterThan(1)));
  }

  @Test
  void withoutEndAndWithoutALineThereIsNoFile() throws Exception {
    Pipeline pipeline = TestPipelines.create();
    pipeline
        .apply(TestStream.create(StringUtf8Coder.of()).advanceWatermarkToInfinity())
        .apply("WriteLines", WriteLines.to(folder.resolve("lines.jsonl").toString()));
    pipeline.run().waitUntilFinish();
    assertThat(files(folder), is(List.of()));
  }

  @Test
  void aBundleWithoutEndThatFailsInTheMiddleLeavesNothingBehind() throws Exception {
    WriteBundleFn<String> writes =
        new WriteBundleFn<>(
            folder.resolve("lines.jsonl").toString(),
            new LineFormat<>(
                line -> {
                  if (line.equals("b")) {
                    throw new IllegalStateException("in the middle");
                  }
                  return new byte[100_000];
                },
                null));
    writes.write("a");
    assertThat(files(folder).size(), is(1));
    assertThrows(IllegalStateException.class, () -> writes.write("b"));
    writes.teardown();
    assertThat(files(folder), is(List.of()));
  }

  @Test
  void whereABundleCannotBeWrittenTheJobStopsWithOneClearLine() throws Exception {
    Path file = Files.writeString(folder.resolve("a-file"), "").resolve("lines.jsonl");
    WriteBundleFn<String> writes =
        new WriteBundleFn<>(file.toString(), new LineFormat<>(line -> line.getBytes(UTF_8), null));
    JobStoppedException stopped =
        assertThrows(JobStoppedException.class, () -> writes.write("line"));
    assertThat(
        stopped.getMessage(),
        matchesPattern(".*/a-file/lines-\\d+-\\d+\\.jsonl cannot be written: .*"));
  }

  @Test
  void theNameOfABundleKeepsFolderAndEnding() {
    assertThat(
        BundleName.next("s3://b.ucket/a.b/letters"),
        matchesPattern("s3://b\\.ucket/a\\.b/letters-\\d+-\\d+"));
    assertThat(
        BundleName.next("/x/.letters.jsonl"), matchesPattern("/x/\\.letters-\\d+-\\d+\\.jsonl"));
    Set<String> names = new HashSet<>();
    IntStream.range(0, 10_000).forEach(i -> names.add(BundleName.next("a.jsonl")));
    assertThat(names.size(), is(10_000));
  }

  private static boolean isOwnersOnly(Path file) throws IOException {
    return !FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        || PosixFilePermissions.toString(Files.getPosixFilePermissions(file)).equals("rw-------");
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static void write(List<String> lines, Path file) {
    Pipeline pipeline = TestPipelines.create();
    pipeline
        .apply(Create.of(lines).withCoder(StringUtf8Coder.of()))
        .apply("WriteLines", WriteLines.to(file.toString()));
    pipeline.run().waitUntilFinish();
  }
}
