package io.github.mailmodosource.preview;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonthTallyTest {
  /** Five times its standard error, whatever the users are called. */
  @ParameterizedTest
  @ValueSource(strings = {"%d", "user-%08d", "%08x-0000-4000-8000-000000000000", "u%d@example.com"})
  void aMillionUsersAreCountedWithAnErrorBelowTwoPercent(String name) {
    MonthTally tally = new MonthTally();
    for (int i = 0; i < 1_000_000; i++) {
      tally.add("Email Sent", String.format(name, i));
    }
    assertThat((double) tally.users(), closeTo(1_000_000, 20_000));
    assertThat(tally.events(), is(Map.of("Email Sent", 1_000_000L)));
  }

  @Test
  void aUserCountsOnceHoweverManyEventsThereAre() {
    MonthTally tally = new MonthTally();
    for (int i = 0; i < 10_000; i++) {
      tally.add(i % 2 == 0 ? "Email Sent" : "Email Opened", "user-" + i % 7);
    }
    assertThat(tally.users(), is(7L));
    assertThat(tally.events(), is(Map.of("Email Sent", 5_000L, "Email Opened", 5_000L)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 10, 50})
  void fewAreCountedExactly(int users) {
    MonthTally tally = new MonthTally();
    for (int i = 0; i < users; i++) {
      tally.add("Email Sent", "user-" + i);
    }
    assertThat(tally.users(), is((long) users));
  }

  @Test
  void theOrderInWhichPartsArePutTogetherMakesNoDifference() {
    MonthTally whole = new MonthTally();
    List<MonthTally> parts = new ArrayList<>();
    for (int part = 0; part < 20; part++) {
      MonthTally tally = new MonthTally();
      for (int i = 0; i < 5_000; i++) {
        // Parts share half of their users with the next one.
        String user = "user-" + (part * 2_500 + i);
        tally.add("Email Sent", user);
        whole.add("Email Sent", user);
      }
      parts.add(tally);
    }
    Random random = new Random(19);
    for (int round = 0; round < 10; round++) {
      Collections.shuffle(parts, random);
      MonthTally sum = new MonthTally();
      parts.forEach(sum::add);
      assertThat(sum.users(), is(whole.users()));
      assertThat(sum.events(), is(whole.events()));
    }
    assertThat((double) whole.users(), closeTo(52_500, 52_500 * 0.02));
  }
}
