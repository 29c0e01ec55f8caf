package io.github.mailmodosource.bench;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MeasurementTest {
  @Test
  void aRunIsRightIfItEndedWellAndSentWhatItHadTo() {
    assertThat(run(0, OptionalLong.of(10)).isRight(), is(true));
    assertThat(run(1, OptionalLong.of(10)).isRight(), is(false));
    assertThat(run(0, OptionalLong.of(11)).isRight(), is(false));
    assertThat(run(0, OptionalLong.empty()).isRight(), is(false));
  }

  private static Measurement run(int exitCode, OptionalLong events) {
    return new Measurement(
        Job.LOOP,
        1,
        new DataSize(20, 2),
        exitCode,
        Usage.parse("1.5 1.0 0.25 2048"),
        events,
        10,
        1,
        500);
  }
}
