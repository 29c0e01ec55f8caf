package io.github.mailmodosource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.ActivityRowsStep;
import io.github.mailmodosource.activity.TimeParser;
import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.files.InputFiles;
import io.github.mailmodosource.files.ReadFiles;
import io.github.mailmodosource.rows.RowUnit;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that are broken in every way that a seed of chance finds: none is lost, none crashes. */
class MutatedRowsTest {
  private static final int ROWS = 5_000;
  private static final long SEED = 20_261_120;

  private static final String[] VALUES = {
    "\"\\ud83d\"",
    "\"\\udc00\\ud83d\"",
    "1e999999999",
    "-1e-999999999",
    "9".repeat(400),
    "1." + "0".repeat(2_000),
    "\"" + "9".repeat(5_000) + "\"",
    "\"" + "x".repeat(200_000) + "\"",
    "[".repeat(900) + "]".repeat(900),
    "[".repeat(3_000),
    "{\"a\":".repeat(500) + "1" + "}".repeat(500),
    "\"\\u0000\"",
    "null",
    "NaN",
    "\"\"",
    "-0",
    "\"2026-11-12T03:30:00+99:99\"",
    "\"+999999999-12-31T23:59:59Z\"",
    "\"-1\"",
  };

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}, unknown fields kept: {1}")
  @CsvSource({"activity.jsonl, false", "activity.jsonl, true", "activity.csv, false"})
  void everyRowIsAnActivityOrADeadLetterAndIsCountedOnce(String example, boolean keepExtras)
      throws Exception {
    byte[] mutated = mutate(Files.readAllBytes(Path.of("testdata", example)), new Random(SEED));
    Path file = Files.write(folder.resolve(example), mutated);

    Pipeline pipeline =
        Pipeline.create(
            PipelineOptionsFactory.fromArgs("--stableUniqueNames=ERROR", "--targetParallelism=2")
                .create());
    PCollection<RowUnit> blocks =
        pipeline.apply("ReadRows", ReadFiles.from(InputFiles.of(file.toString(), null), 4));
    blocks.apply("CountRows", ParDo.of(new CountRowsFn()));
    PCollectionTuple parsed =
        blocks.apply(
            "ActivityRows", new ActivityRowsStep(new TimeParser(ZoneOffset.UTC), keepExtras));
    parsed
        .get(ActivityRowsStep.ACTIVITIES)
        .apply("CountActivities", ParDo.of(new CountFn<Activity>("activities")));
    parsed
        .get(ActivityRowsStep.DEAD_LETTERS)
        .apply("CountDeadLetters", ParDo.of(new CountFn<DeadLetter>("letters")));
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();

    long rows = count(result, "mutated", "rows");
    long activities = count(result, "mutated", "activities");
    long letters = count(result, "mutated", "letters");
    assertThat(activities + letters, is(rows));
    assertThat("read", count(result, "funnel", "READ/"), is(rows));
    assertThat("invalid", count(result, "funnel", "INVALID/"), is(letters));
    assertThat("some rows are still good", activities, is(greaterThan(100L)));
    assertThat("some are not", letters, is(greaterThan(100L)));
    if (example.endsWith(".jsonl")) {
      // "Objects one behind another without line ends are read too, each object a row": a broken
      // line may hold several.
      assertThat(
          "every line that is not blank is a row, or several",
          rows,
          is(greaterThanOrEqualTo(linesThatAreNotBlank(mutated))));
    }
  }

  private static long linesThatAreNotBlank(byte[] text) {
    long lines = 0;
    boolean blank = true;
    for (byte b : text) {
      if (b == '\n') {
        lines += blank ? 0 : 1;
        blank = true;
      } else if (b != ' ' && b != '\t' && b != '\r') {
        blank = false;
      }
    }
    return blank ? lines : lines + 1;
  }

  /** The first line, which a CSV file needs, then broken copies of the others. */
  private static byte[] mutate(byte[] example, Random random) {
    List<byte[]> lines = lines(example);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(lines.get(0));
    for (int i = 0; i < ROWS; i++) {
      out.writeBytes(mutateLine(lines.get(1 + random.nextInt(lines.size() - 1)), random));
    }
    return out.toByteArray();
  }

  private static List<byte[]> lines(byte[] text) {
    List<byte[]> lines = new ArrayList<>();
    for (String line : new String(text, UTF_8).split("(?<=\n)", -1)) {
      if (!line.isEmpty()) {
        lines.add(line.getBytes(UTF_8));
      }
    }
    return lines;
  }

  private static byte[] mutateLine(byte[] line, Random random) {
    byte[] copy = line.clone();
    switch (random.nextInt(8)) {
      case 0 -> {
        for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
          copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return copy;
      }
      case 1 -> {
        copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
        return copy;
      }
      case 2 -> {
        // Cut: with its line end gone it joins the next line.
        return slice(copy, 0, random.nextInt(copy.length));
      }
      case 3 -> {
        return join(slice(copy, random.nextInt(copy.length), copy.length), copy);
      }
      case 4 -> {
        byte[] noise = new byte[1 + random.nextInt(300)];
        random.nextBytes(noise);
        return join(noise, "\n".getBytes(UTF_8));
      }
      case 5 -> {
        byte[] value = VALUES[random.nextInt(VALUES.length)].getBytes(UTF_8);
        int at = random.nextInt(copy.length);
        return join(join(slice(copy, 0, at), value), slice(copy, at, copy.length));
      }
      case 6 -> {
        return withAnotherValue(copy, random);
      }
      default -> {
        return copy;
      }
    }
  }

  /** Puts another value behind one of the colons of JSON, or between two of the commas of CSV. */
  private static byte[] withAnotherValue(byte[] line, Random random) {
    String text = new String(line, UTF_8);
    String value = VALUES[random.nextInt(VALUES.length)];
    boolean json = text.startsWith("{");
    int from = text.indexOf(json ? "\":" : ",", random.nextInt(text.length()));
    int start = from + (json ? 2 : 1);
    int end = from < 0 ? -1 : text.indexOf(',', start);
    if (end < 0) {
      return line;
    }
    return (text.substring(0, start) + value + text.substring(end)).getBytes(UTF_8);
  }

  private static byte[] slice(byte[] bytes, int from, int to) {
    byte[] slice = new byte[to - from];
    System.arraycopy(bytes, from, slice, 0, slice.length);
    return slice;
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] joined = new byte[first.length + second.length];
    System.arraycopy(first, 0, joined, 0, first.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  private static long count(PipelineResult result, String namespace, String prefix) {
    MetricsFilter filter =
        MetricsFilter.builder().addNameFilter(MetricNameFilter.inNamespace(namespace)).build();
    long count = 0;
    for (MetricResult<Long> counter : result.metrics().queryMetrics(filter).getCounters()) {
      if (counter.getName().getName().startsWith(prefix)) {
        count += counter.getAttempted();
      }
    }
    return count;
  }

  private static final class CountRowsFn extends DoFn<RowUnit, Void> {
    private final Counter rows = Metrics.counter("mutated", "rows");

    @ProcessElement
    public void count(@Element RowUnit unit) {
      unit.forEachRow(row -> rows.inc());
    }
  }

  private static final class CountFn<T> extends DoFn<T, Void> {
    private final Counter counter;

    CountFn(String name) {
      counter = Metrics.counter("mutated", name);
    }

    @ProcessElement
    public void count() {
      counter.inc();
    }
  }
}
