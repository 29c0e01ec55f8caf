package io.github.mailmodosource.table;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.TestPipelines;
import io.github.mailmodosource.jdbc.ReadingUser;
import io.github.mailmodosource.rows.RowUnit;
import io.github.mailmodosource.servers.TestDatabases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PollTableTest {
  private static final Queue<Long> IDS = new ConcurrentLinkedQueue<>();

  @TempDir Path folder;

  /**
   * The DirectRunner opens a reader anew many times a second; what has been seen of numbers must
   * not be forgotten each time.
   */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void rowsThatComeReachThePipelineEachOnce(TestDatabases server) throws Exception {
    create(server);
    Pipeline pipeline =
        Pipeline.create(
            PipelineOptionsFactory.fromArgs(
                    "--runner=DirectRunner",
                    "--blockOnRun=false",
                    "--stableUniqueNames=ERROR",
                    "--targetParallelism=2")
                .create());
    IDS.clear();
    pipeline
        .apply("ReadActivity", table(server).withLag(Duration.ofSeconds(1)).read(2))
        .apply("Ids", ParDo.of(new IdsFn()));
    PipelineResult result = pipeline.run();
    try {
      for (int from = 1; from <= 2_000; from += 500) {
        insert(server, from, from + 499);
        await(from + 499);
      }
    } finally {
      result.cancel();
    }
    assertThat(
        IDS.stream().sorted().toList(), is(LongStream.rangeClosed(1, 2_000).boxed().toList()));
  }

  @Test
  void itIsUnboundedItsStepsHaveStableNamesAndBlocksAreSpreadByARebalance() {
    create(TestDatabases.POSTGRESQL);
    Pipeline pipeline = TestPipelines.create();
    PCollection<RowUnit> blocks =
        pipeline.apply("ReadActivity", table(TestDatabases.POSTGRESQL).read(4));
    assertThat(blocks.isBounded(), is(PCollection.IsBounded.UNBOUNDED));
    assertThat(pipeline.getOptions().as(PollOptions.class).getPolledTables(), hasKey("activity"));
    List<String> names = TestPipelines.stepNames(pipeline);
    assertThat(names, hasItem("ReadActivity/Poll"));
    assertThat(names, hasItem("ReadActivity/SpreadBlocks"));
  }

  @Test
  void twoSourcesMustNotHaveOneName() {
    create(TestDatabases.POSTGRESQL);
    PolledTable table = table(TestDatabases.POSTGRESQL);
    Pipeline pipeline = TestPipelines.create();
    pipeline.apply("First", PollTable.of(table));
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class,
            () -> pipeline.apply("Second", PollTable.of(table.withLag(Duration.ofSeconds(7)))));
    assertThat(e.getMessage(), is("two sources of polled tables are called 'activity'"));
  }

  private static void await(int rows) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (IDS.size() < rows && System.nanoTime() < end) {
      Thread.sleep(20);
    }
  }

  private static void create(TestDatabases server) {
    server.execute(
        "DROP TABLE IF EXISTS reached", "CREATE TABLE reached (id BIGINT NOT NULL, text TEXT)");
  }

  /** About three rows a block. */
  private static void insert(TestDatabases server, int from, int to) {
    server.execute(
        "INSERT INTO reached SELECT "
            + (server == TestDatabases.POSTGRESQL
                ? "i, REPEAT('x', 10000) FROM generate_series(" + from + ", " + to + ") i"
                : "seq, REPEAT('x', 10000) FROM seq_" + from + "_to_" + to));
  }

  private PolledTable table(TestDatabases server) {
    return PolledTable.of(
            ReadingUser.at(server.url(), folder, Duration.ofHours(1), Duration.ofSeconds(1)),
            new TableRequest(
                "activity", "reached", null, null, 8, TestColumns.MAPPING, null, null, null),
            "id")
        .withInterval(Duration.ofMillis(100));
  }

  static final class IdsFn extends DoFn<RowUnit, Void> {
    @ProcessElement
    public void process(@Element RowUnit unit) {
      unit.forEachRow(row -> IDS.add(PollHands.id(row)));
    }
  }
}
