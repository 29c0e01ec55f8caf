package io.github.mailmodosource.bench;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.bench.servers.LightServer.Arrival;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceFiguresTest {
  private static final long MILLI = 1_000_000;

  @Test
  void theLastRequestEndsTheTimeAndDoesNotCountOnAverage() {
    List<Arrival> arrivals =
        List.of(
            new Arrival(5 * MILLI, 10),
            new Arrival(505 * MILLI, 20),
            new Arrival(2005 * MILLI, 99));
    assertThat(PaceFigures.of(arrivals), is(new PaceFigures(2.0, 1.0, 15.0, 2, 99)));
  }

  @Test
  void aSecondMayBeginAnywhereAndEndsBeforeTheSameMomentOfTheNext() {
    List<Arrival> arrivals =
        List.of(
            new Arrival(0, 1),
            new Arrival(600 * MILLI, 5),
            new Arrival(900 * MILLI, 5),
            new Arrival(1000 * MILLI, 5),
            new Arrival(1599 * MILLI, 5),
            new Arrival(1600 * MILLI, 1));
    PaceFigures figures = PaceFigures.of(arrivals);
    assertThat(figures.mostRequests(), is(4));
    assertThat(figures.mostEvents(), is(20L));
  }
}
