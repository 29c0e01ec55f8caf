package io.github.mailmodosource.bench;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.bench.BenchOptions.Suite;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchOptionsTest {
  @Test
  void aMillionRowsInThreeRoundsUnlessItIsSaid() {
    assertThat(
        parse(),
        is(
            new BenchOptions(
                new DataSize(1_000_000, 200_000),
                3,
                1,
                2,
                "auto",
                Job.BY_DEFAULT,
                "",
                Suite.JOBS)));
  }

  @Test
  void everyOptionCanBeSaid() {
    assertThat(
        parse(
            "--rows=10",
            "--contacts=5",
            "--rounds=4",
            "--slowRounds=2",
            "--parallelism=1",
            "--contactsJoin=keyed",
            "--only=direct,loop",
            "--jmh"),
        is(
            new BenchOptions(
                new DataSize(10, 5),
                4,
                2,
                1,
                "keyed",
                List.of(Job.DIRECT, Job.LOOP),
                "",
                Suite.JMH)));
  }

  @Test
  void howFarSizesGoCanBeSaid() {
    BenchOptions options = parse("--scale", "--rows=5000000");
    assertThat(options.suite(), is(Suite.SCALE));
    assertThat(options.size(), is(new DataSize(5_000_000, 20_000_000)));
    assertThat(parse("--pace").suite(), is(Suite.PACE));
  }

  @Test
  void quickIsSmall() {
    BenchOptions options = parse("--quick");
    assertThat(options.size(), is(new DataSize(50_000, 20_000)));
    assertThat(options.rounds(), is(1));
  }

  @Test
  void theLastOneCounts() {
    assertThat(parse("--quick", "--rows=7").size().rows(), is(7));
    assertThat(parse("--rows=7", "--quick").size().rows(), is(50_000));
  }

  @Test
  void reconcileIsMeasuredWithAGigabyteUnlessJavaOptsSaysMore() {
    assertThat(parse("--reconcile").jobs(), is(List.of(Job.FLINK_DEDUP, Job.RECONCILE)));
    assertThat(parse("--reconcile").javaOpts(), is("-Xmx1g"));
    assertThat(BenchOptions.parse(List.of("--reconcile"), "-Xmx512m").javaOpts(), is("-Xmx512m"));
  }

  @Test
  void databasesAreComparedWithFiles() {
    assertThat(
        parse("--database").jobs(), is(List.of(Job.FLINK_DEDUP, Job.POSTGRESQL, Job.MARIADB)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--rows=0 | --rows is a whole number above 0, not '0'",
        "--rounds=few | --rounds is a whole number above 0, not 'few'",
        "--parallelism=-1 | --parallelism is a whole number above 0, not '-1'",
        "--only=loop,beam | there is no job 'beam'",
        "--only= | --only names no job",
        "--only | unknown option --only",
        "--quick=yes | unknown option --quick=yes",
        "fast | unknown option fast"
      })
  void whatIsWrongIsSaid(String option, String message) {
    assertThat(
        assertThrows(IllegalArgumentException.class, () -> parse(option)).getMessage(),
        is(message));
  }

  private static BenchOptions parse(String... args) {
    return BenchOptions.parse(List.of(args), "");
  }
}
