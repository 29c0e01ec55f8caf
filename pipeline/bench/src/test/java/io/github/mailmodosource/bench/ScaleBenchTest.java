package io.github.mailmodosource.bench;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleBenchTest {
  @Test
  void rowsGrowToTwentyMillionAndContactsToo() {
    DataSize most = new DataSize(20_000_000, 20_000_000);
    assertThat(
        ScaleBench.rowSizes(most),
        is(
            List.of(
                new DataSize(1_000_000, 200_000),
                new DataSize(2_000_000, 200_000),
                new DataSize(5_000_000, 200_000),
                new DataSize(10_000_000, 200_000),
                new DataSize(20_000_000, 200_000))));
    assertThat(
        ScaleBench.contactSizes(most),
        is(
            List.of(
                new DataSize(1_000_000, 200_000),
                new DataSize(1_000_000, 1_000_000),
                new DataSize(1_000_000, 5_000_000),
                new DataSize(1_000_000, 20_000_000))));
  }

  @Test
  void nothingIsLargerThanWasAskedFor() {
    DataSize most = new DataSize(2_000_000, 1_000_000);
    assertThat(ScaleBench.rowSizes(most).size(), is(2));
    assertThat(ScaleBench.contactSizes(most).size(), is(2));
  }
}
