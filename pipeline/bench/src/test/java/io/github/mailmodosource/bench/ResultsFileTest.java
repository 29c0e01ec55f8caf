package io.github.mailmodosource.bench;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFileTest {
  @TempDir Path folder;

  @Test
  void everyRunAddsALine() throws Exception {
    Path file = folder.resolve("results.jsonl");
    ResultsFile results = new ResultsFile(file, new Machine("abc, changed", 2, "17.0.1"), 3);
    results.add(run(OptionalLong.of(10)), Instant.parse("2026-11-26T10:20:30.456Z"));
    results.add(run(OptionalLong.empty()), Instant.parse("2026-11-26T10:20:31Z"));
    String rest =
        "\"commit\":\"abc, changed\",\"cores\":\"2\",\"java\":\"17.0.1\",\"job\":\"flink-dedup\","
            + "\"round\":2,\"rows\":20,\"contacts\":4,\"parallelism\":3,\"seconds\":1.50,"
            + "\"userSeconds\":1.00,\"systemSeconds\":0.25,\"maxKilobytes\":2048,";
    assertThat(
        Files.readAllLines(file),
        is(
            List.of(
                "{\"at\":\"2026-11-26T10:20:30Z\","
                    + rest
                    + "\"events\":10,\"expectedEvents\":10,\"right\":true,\"requests\":7,\"bytes\":500}",
                "{\"at\":\"2026-11-26T10:20:31Z\","
                    + rest
                    + "\"events\":null,\"expectedEvents\":10,\"right\":false,\"requests\":7,\"bytes\":500}")));
  }

  private static Measurement run(OptionalLong events) {
    return new Measurement(
        Job.FLINK_DEDUP,
        2,
        new DataSize(20, 4),
        0,
        Usage.parse("1.50 1.00 0.25 2048"),
        events,
        10,
        7,
        500);
  }
}
