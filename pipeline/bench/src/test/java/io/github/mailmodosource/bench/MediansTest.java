package io.github.mailmodosource.bench;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MediansTest {
  @Test
  void ofAnOddNumberItIsTheOneInTheMiddle() {
    assertThat(Medians.of(5, 1, 3), is(OptionalDouble.of(3)));
  }

  @Test
  void ofAnEvenNumberItLiesBetweenTwo() {
    assertThat(Medians.of(4, 1, 3, 10), is(OptionalDouble.of(3.5)));
  }

  @Test
  void ofNothingThereIsNone() {
    assertThat(Medians.of(), is(OptionalDouble.empty()));
  }
}
