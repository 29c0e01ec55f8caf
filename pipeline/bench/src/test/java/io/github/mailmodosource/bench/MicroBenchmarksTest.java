package io.github.mailmodosource.bench;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class MicroBenchmarksTest {
  @TempDir Path data;

  @BeforeEach
  void rows() throws Exception {
    InputData.generate(new DataSize(500, 5_000), data);
    System.setProperty("bench.data", data.toString());
  }

  @AfterEach
  void noRows() {
    System.clearProperty("bench.data");
  }

  /** Too short to say how fast; enough to say that it can be measured. */
  @Test
  void everyBenchmarkRuns() throws Exception {
    Set<String> names = new TreeSet<>();
    for (RunResult result :
        new Runner(
                new OptionsBuilder()
                    .include("io[.]github[.]mailmodosource[.].*")
                    .forks(0)
                    .warmupIterations(0)
                    .measurementIterations(1)
                    .measurementTime(TimeValue.milliseconds(20))
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run()) {
      names.add(result.getParams().getBenchmark().replace("io.github.mailmodosource.", ""));
    }
    assertThat(
        names,
        is(
            Set.of(
                "activity.ActivityParserBenchmark.parse",
                "contact.ContactIndexBenchmark.lookUp",
                "segment.BatchPackerBenchmark.pack",
                "track.MessageIdBenchmark.ofOwnId",
                "track.MessageIdBenchmark.ofProperties",
                "track.TrackEventWriterBenchmark.write")));
  }
}
