package io.github.mailmodosource.reconcile;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.match.Finding;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReconcileCountsTest {
  private final ReconcileCounts counts = new ReconcileCounts();

  @ParameterizedTest
  @EnumSource(names = {"MATCHED", "MISSING", "MISMATCHED"})
  void whatShouldBeThereIsExpected(Finding finding) {
    counts.add("2026-11-20", "Email Sent", finding, 3);
    assertThat(counts.get(finding), is(3L));
    assertThat(counts.get(Finding.EXPECTED), is(3L));
  }

  @ParameterizedTest
  @EnumSource(names = {"UNEXPECTED", "DUPLICATED"})
  void whatIsThereBesidesIsNotExpected(Finding finding) {
    counts.add("2026-11-20", "Email Sent", finding, 3);
    assertThat(counts.get(finding), is(3L));
    assertThat(counts.get(Finding.EXPECTED), is(0L));
  }

  @Test
  void nobodyCanSayWhatIsExpectedButTheParts() {
    assertThrows(
        IllegalArgumentException.class,
        () -> counts.add("2026-11-20", "Email Sent", Finding.EXPECTED, 1));
  }

  @Test
  void eventsAndDaysAddUpToTheTotal() {
    counts.add("2026-11-20", "Email Sent", Finding.MATCHED, 3);
    counts.add("2026-11-20", "Link Clicked", Finding.MISSING, 2);
    counts.add("2026-11-21", "Email Sent", Finding.MISSING, 1);
    assertThat(counts.get(Finding.EXPECTED), is(6L));
    assertThat(of(counts.events(), "Email Sent", Finding.MATCHED), is(3L));
    assertThat(of(counts.events(), "Email Sent", Finding.MISSING), is(1L));
    assertThat(of(counts.days(), "2026-11-20", Finding.EXPECTED), is(5L));
    assertThat(of(counts.days(), "2026-11-21", Finding.EXPECTED), is(1L));
    assertThat(counts.daysByEvent().size(), is(2));
    counts
        .daysByEvent()
        .forEach(
            (day, events) ->
                assertThat(
                    of(events, "Link Clicked", Finding.MISSING),
                    is(day.equals("2026-11-20") ? 2L : -1L)));
  }

  @Test
  void campaignsStandBesideTheTotalAndAreNotCountedTwice() {
    counts.add("2026-11-20", "Email Sent", Finding.MISSING, 3);
    counts.addCampaign("sale", Finding.MISSING, 3);
    assertThat(counts.get(Finding.MISSING), is(3L));
    assertThat(counts.campaigns().worst(1).get(0).found().get(Finding.EXPECTED), is(3L));
  }

  private static long of(Map<String, Map<Finding, Long>> counts, String name, Finding finding) {
    return counts.getOrDefault(name, Map.of()).getOrDefault(finding, -1L);
  }
}
