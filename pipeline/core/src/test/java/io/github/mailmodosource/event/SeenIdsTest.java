package io.github.mailmodosource.event;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.sameInstance;

import io.github.mailmodosource.coding.Hash128;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class SeenIdsTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Instant TEN = Instant.parse("2026-11-20T10:00:00Z");
  private static final Instant EVER = Instant.EPOCH;

  /** A set of all ids that came says the same, whatever they are and whenever they came. */
  @Property(tries = 500)
  void itHoldsWhatASetHolds(
      @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 150) Integer> ids,
      @ForAll @IntRange(min = 1, max = 500) int minutesBetween)
      throws IOException {
    Set<Integer> set = new HashSet<>();
    SeenIds seen = SeenIds.none();
    Instant now = TEN;
    for (int id : ids) {
      now = now.plus(Duration.ofMinutes(minutesBetween));
      boolean isNew = set.add(id);
      assertThat(seen.contains(hash(id), EVER), is(!isNew));
      if (isNew) {
        seen = seen.with(hash(id), now, HOUR);
      }
    }
    SeenIdsCoder coder = new SeenIdsCoder();
    byte[] bytes = CoderUtils.encodeToByteArray(coder, seen);
    SeenIds read = CoderUtils.decodeFromByteArray(coder, bytes);
    for (int id = 0; id <= 150; id++) {
      assertThat(read.contains(hash(id), EVER), is(set.contains(id)));
    }
    // Version, number of runs; of each run two times and a length.
    assertThat(bytes.length, lessThan(set.size() * 16 + 4 + seen.runs().size() * 16));
  }

  /** A model with the time of each id: never forgotten early, an hour late at most. */
  @Property(tries = 500)
  void anIdIsForgottenAfterItsTimeAndWithinAnHour(
      @ForAll @Size(max = 100) List<@IntRange(min = 0, max = 90) Integer> minutesBetween) {
    SeenIds seen = SeenIds.none();
    Instant now = TEN;
    Instant[] times = new Instant[minutesBetween.size()];
    for (int i = 0; i < times.length; i++) {
      now = now.plus(Duration.ofMinutes(minutesBetween.get(i)));
      times[i] = now;
      seen = seen.with(hash(i), now, HOUR);
    }
    Instant since = now.minus(Duration.ofHours(24));
    SeenIds left = seen.without(since);
    for (int i = 0; i < times.length; i++) {
      boolean remembered = seen.contains(hash(i), since);
      assertThat(left.contains(hash(i), EVER), is(remembered));
      if (!times[i].isBefore(since)) {
        assertThat("forgotten early", remembered, is(true));
      } else if (times[i].isBefore(since.minus(HOUR))) {
        assertThat("forgotten late", remembered, is(false));
      }
    }
  }

  @Test
  void whatIsNotForgottenStaysTheSame() {
    SeenIds seen = SeenIds.none().with(hash(1), TEN, HOUR);
    assertThat(seen.without(TEN), is(sameInstance(seen)));
    assertThat(seen.without(TEN.plusMillis(1)).isEmpty(), is(true));
  }

  /** A runner may be writing it down. */
  @Test
  void whatIsAddedChangesNothingThatIsThere() {
    SeenIds one = SeenIds.none().with(hash(1), TEN, HOUR);
    SeenIds two = one.with(hash(2), TEN, HOUR);
    assertThat(one.contains(hash(2), EVER), is(false));
    assertThat(two.contains(hash(2), EVER), is(true));
  }

  @Test
  void aClockThatIsPutBackForgetsNothingEarlier() {
    SeenIds seen =
        SeenIds.none()
            .with(hash(1), TEN.plus(Duration.ofMinutes(30)), HOUR)
            .with(hash(2), TEN, HOUR);
    assertThat(seen.contains(hash(1), TEN.plus(Duration.ofMinutes(30))), is(true));
  }

  private static Hash128 hash(int id) {
    return Hash128.of("mailmodo-" + id);
  }
}
