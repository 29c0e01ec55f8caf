package io.github.mailmodosource.deadletter;

import static java.util.stream.Collectors.toMap;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mailmodosource.TestPipelines;
import io.github.mailmodosource.failure.JobStoppedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteDeadLettersTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant TIME = Instant.parse("2026-11-20T03:04:05.678Z");

  @TempDir Path folder;

  @Test
  void everyLetterIsOneLineOfOneFileAndTheyAreCountedByReason() throws Exception {
    Path file = folder.resolve("report/night/dead-letters.jsonl");
    List<DeadLetter> letters = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Reason reason = i % 3 == 0 ? Reason.BAD_JSON : Reason.SEGMENT_UNAVAILABLE;
      letters.add(letter(reason, "row " + i));
    }

    Map<String, Long> counted = write(letters, file);

    List<String> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      rows.add(JSON.readTree(line).get("row").textValue());
    }
    assertThat(
        rows, containsInAnyOrder(letters.stream().map(DeadLetter::row).toArray(String[]::new)));
    assertThat(counted, is(Map.of("bad_json", 100L, "segment_unavailable", 200L)));
  }

  @Test
  void everyReasonIsCountedUnderItsCode() throws Exception {
    Path file = folder.resolve("dead-letters.jsonl");
    List<DeadLetter> letters =
        Arrays.stream(Reason.values()).map(reason -> letter(reason, "{}")).toList();
    assertThat(
        write(letters, file),
        is(Arrays.stream(Reason.values()).collect(toMap(Reason::code, reason -> 1L))));
    assertThat(Files.readAllLines(file).size(), is(Reason.values().length));
  }

  @Test
  void theSameLetterTwiceIsTwoLines() throws Exception {
    Path file = folder.resolve("dead-letters.jsonl");
    DeadLetter letter = letter(Reason.BAD_CSV, "7");
    assertThat(write(List.of(letter, letter), file), is(Map.of("bad_csv", 2L)));
    assertThat(Files.readAllLines(file).size(), is(2));
  }

  @Test
  void anEarlierFileIsReplacedSoThatNoLetterStandsThereTwice() throws Exception {
    Path file = folder.resolve("dead-letters.jsonl");
    Files.writeString(file, "old\n".repeat(1000));
    write(List.of(letter(Reason.BAD_CSV, "7")), file);
    assertThat(Files.readAllLines(file).size(), is(1));
  }

  @Test
  void withoutALetterThereIsNoFile() {
    Path file = folder.resolve("report/dead-letters.jsonl");
    assertThat(write(List.of(), file), is(Map.of()));
    assertThat(Files.exists(file), is(false));
  }

  @Test
  void whereNoFileCanBeWrittenTheJobStopsWithOneClearLine() throws Exception {
    Path noFolder = Files.writeString(folder.resolve("a-file"), "");
    Path file = noFolder.resolve("dead-letters.jsonl");
    PipelineExecutionException e =
        assertThrows(
            PipelineExecutionException.class,
            () -> write(List.of(letter(Reason.BAD_CSV, "7")), file));
    Throwable cause = e.getCause();
    assertThat(cause instanceof JobStoppedException, is(true));
    String message = String.valueOf(cause == null ? null : cause.getMessage());
    assertThat(message, startsWith(file + " cannot be written: "));
    assertThat(message.lines().count(), is(1L));
  }

  @Test
  void lettersWithoutEndStandBesideEachOtherAndAreCountedByReason() throws Exception {
    Pipeline pipeline = TestPipelines.create();
    pipeline
        .apply(
            TestStream.create(DeadLetterCoder.of())
                .addElements(letter(Reason.BAD_CSV, "7"), letter(Reason.BAD_JSON, "8"))
                .addElements(letter(Reason.BAD_CSV, "9"))
                .advanceWatermarkToInfinity())
        .apply(
            "WriteDeadLetters",
            WriteDeadLetters.to(folder.resolve("dead-letters-x.jsonl").toString()));
    assertThat(
        TestPipelines.run(pipeline),
        is(Map.of("deadLetters/bad_csv", 2L, "deadLetters/bad_json", 1L)));
    List<String> rows = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "dead-letters-x-*.jsonl")) {
      for (Path file : files) {
        for (String line : Files.readAllLines(file)) {
          rows.add(JSON.readTree(line).get("row").textValue());
        }
      }
    }
    assertThat(rows, containsInAnyOrder("7", "8", "9"));
  }

  private static DeadLetter letter(Reason reason, String row) {
    return new DeadLetter(reason, "why", "a line 1", row, false, null, null, TIME, 0);
  }

  /** Writes the letters; what was counted, by reason. */
  private static Map<String, Long> write(List<DeadLetter> letters, Path file) {
    Pipeline pipeline =
        Pipeline.create(
            PipelineOptionsFactory.fromArgs("--stableUniqueNames=ERROR", "--targetParallelism=2")
                .create());
    pipeline
        .apply("Letters", Create.of(letters).withCoder(DeadLetterCoder.of()))
        .apply("WriteDeadLetters", WriteDeadLetters.to(file.toString()));
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    MetricsFilter filter =
        MetricsFilter.builder().addNameFilter(MetricNameFilter.inNamespace("deadLetters")).build();
    return StreamSupport.stream(
            result.metrics().queryMetrics(filter).getCounters().spliterator(), false)
        .collect(toMap(counter -> counter.getName().getName(), MetricResult::getAttempted));
  }
}
