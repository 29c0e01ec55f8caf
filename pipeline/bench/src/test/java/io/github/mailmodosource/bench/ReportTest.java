package io.github.mailmodosource.bench;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final DataSize ASKED = new DataSize(1000, 200);
  private static final String HEADER =
      "job                   rows  contacts runs  median s        least - most    rows/s     CPU s"
          + "   max MiB  x loop  events\n";

  private final List<Measurement> runs = new ArrayList<>();

  @Test
  void aJobIsItsMediansComparedWithTheLoop() {
    run(Job.LOOP, ASKED, "2.00 1.00 0.50 2048", true);
    run(Job.FLINK, ASKED, "5.00 6.00 1.00 3072", true);
    run(Job.LOOP, ASKED, "1.00 2.00 0.50 1024", true);
    run(Job.FLINK, ASKED, "3.00 4.00 1.00 5120", true);
    run(Job.LOOP, ASKED, "4.00 3.00 0.50 4096", true);
    assertThat(
        table(Job.LOOP, Job.FLINK),
        is(
            HEADER
                + "loop                  1000       200    3      2.00         1.00 - 4.00       500"
                + "      2.50         2    1.00  right\n"
                + "flink                 1000       200    2      4.00         3.00 - 5.00       250"
                + "      6.00         4    2.00  right\n"));
  }

  @Test
  void whoHadOtherRowsIsNotComparedWithTheLoop() {
    run(Job.LOOP, ASKED, "2.00 1.00 0.50 2048", true);
    run(Job.START_FLINK, new DataSize(1000, 100), "2.00 1.00 0.50 2048", true);
    assertThat(
        table(Job.START_FLINK),
        is(
            HEADER
                + "start-flink           1000       100    1      2.00         2.00 - 2.00       500"
                + "      1.50         2       -  right\n"));
  }

  @Test
  void memoryThatNobodyKnowsIsLeftOpen() {
    run(Job.FLINK, ASKED, "2.00 1.00 0.50 0", true);
    assertThat(
        table(Job.FLINK),
        is(
            HEADER
                + "flink                 1000       200    1      2.00         2.00 - 2.00       500"
                + "      1.50         -       -  right\n"));
  }

  @Test
  void wrongRunsAreCounted() {
    run(Job.FLINK, ASKED, "2.00 1.00 0.50 1024", true);
    run(Job.FLINK, ASKED, "2.00 1.00 0.50 1024", false);
    assertThat(
        table(Job.FLINK),
        is(
            HEADER
                + "flink                 1000       200    2      2.00         2.00 - 2.00       500"
                + "      1.50         1       -  1 WRONG\n"));
  }

  @Test
  void reconcileIsComparedWithSend() {
    run(Job.FLINK_DEDUP, ASKED, "2.00 1.00 0.50 1024", true);
    run(Job.RECONCILE, ASKED, "3.00 1.00 0.50 1024", true);
    String table = table(Job.FLINK_DEDUP, Job.RECONCILE);
    assertThat(
        table.substring(table.indexOf("\n\n")),
        is(
            "\n\nreconcile takes 1.50 times as long as flink-dedup: the same rows, duplicates"
                + " removed"));
  }

  @Test
  void aStartIsComparedWithThatOfTheLeastJob() {
    run(Job.BARE_DIRECT, ASKED, "2.00 1.00 0.50 1024", true);
    run(Job.START_DIRECT, ASKED, "2.50 1.00 0.50 1024", true);
    assertThat(
        table(Job.BARE_DIRECT, Job.START_DIRECT),
        endsWith("\n\nstart-direct takes 1.25 times as long as bare-direct: a start"));
  }

  @Test
  void aJobWithoutARunHasNoLine() {
    run(Job.FLINK, ASKED, "2.00 1.00 0.50 1024", true);
    assertThat(table(Job.LOOP), is(HEADER));
  }

  private void run(Job job, DataSize size, String usage, boolean right) {
    runs.add(
        new Measurement(
            job, 1, size, 0, Usage.parse(usage), OptionalLong.of(right ? 10 : 9), 10, 1, 1));
  }

  private String table(Job... jobs) {
    return new Report(List.of(jobs), ASKED, runs).table();
  }
}
