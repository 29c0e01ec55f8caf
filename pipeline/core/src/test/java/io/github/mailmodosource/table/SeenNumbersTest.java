package io.github.mailmodosource.table;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.github.mailmodosource.jdbc.ColumnKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SeenNumbersTest {
  private static final Duration LAG = Duration.ofSeconds(30);
  private static final long SECOND = 1_000_000_000;

  private final SeenNumbers numbers = new SeenNumbers();

  @Test
  void aNumberIsSettledWhenItWasSeenTheLagAgo() {
    numbers.see(number(17), 100 * SECOND, LAG);
    assertThat(settled(129), is(nullValue()));
    assertThat(settled(130), is("17"));
    numbers.see(number(18), 130 * SECOND, LAG);
    numbers.see(number(25), 140 * SECOND, LAG);
    assertThat(settled(159), is("17"));
    assertThat(settled(165), is("18"));
    assertThat(settled(1_000), is("25"));
  }

  @Test
  void aNumberThatIsSeenAgainIsNoYoungerForIt() {
    numbers.see(number(17), 100 * SECOND, LAG);
    numbers.see(number(17), 129 * SECOND, LAG);
    assertThat(settled(130), is("17"));
  }

  /** However often it is polled, and however fast numbers come, it is some dozens. */
  @Test
  void withoutALagAllIsSettledAndOfManyNumbersAFewAreRemembered() {
    numbers.see(number(17), 0, Duration.ZERO);
    SeenNumbers.Seen seen = numbers.settled(0, Duration.ZERO);
    assertThat(seen == null ? null : seen.greatest().text(), is("17"));

    SeenNumbers often = new SeenNumbers();
    for (int i = 0; i < 3_000; i++) {
      often.see(number(i), i * SECOND / 100, LAG);
    }
    SeenNumbers.Seen old = often.settled(3_010 * SECOND / 100, LAG);
    assertThat(old == null ? null : old.greatest().text(), is("0"));
  }

  private @Nullable String settled(long second) {
    SeenNumbers.Seen seen = numbers.settled(second * SECOND, LAG);
    return seen == null ? null : seen.greatest().text();
  }

  private static SqlValue number(long value) {
    return new SqlValue(ColumnKind.INTEGER, Long.toString(value));
  }
}
