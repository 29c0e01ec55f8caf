package io.github.mailmodosource.bench;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobTest {
  private static final DataSize MILLION = new DataSize(1_000_000, 50_000);
  private static final DataSize SMALL = new DataSize(50_000, 20_000);

  @Test
  void theDirectRunnerIsGivenNoMoreThanItCanHold() {
    assertThat(Job.DIRECT.size(MILLION), is(new DataSize(100_000, 200_000)));
    assertThat(Job.DIRECT.size(SMALL), is(SMALL));
  }

  @Test
  void aStartIsMeasuredOnFewRows() {
    assertThat(Job.START_FLINK.size(MILLION), is(new DataSize(1_000, 200)));
    assertThat(Job.START_DIRECT.size(SMALL), is(new DataSize(1_000, 200)));
  }

  @Test
  void theOthersGetAsMuchAsWasAskedFor() {
    assertThat(Job.LOOP.size(MILLION), is(MILLION));
    assertThat(Job.RECONCILE.size(MILLION), is(MILLION));
  }

  @ParameterizedTest
  @EnumSource(Job.class)
  void everyJobIsInTheHelp(Job job) {
    assertThat(Help.TEXT, containsString("\n  " + job.title + " "));
  }
}
