package io.github.mailmodosource.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.metrics.Outcome;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FunnelTest {
  private final Funnel funnel = new Funnel();

  @Test
  void theOutcomesAreThoseOfTheContractInTheOrderOfJudging() {
    assertThat(
        Arrays.stream(Outcome.values()).map(Outcome::key).toList(),
        contains(
            "read",
            "invalid",
            "outside_window",
            "not_identified",
            "identified_later",
            "suppressed",
            "duplicate",
            "sent",
            "undelivered"));
  }

  @Test
  void nothingReadAddsUp() {
    assertThat(funnel.differences(), is(empty()));
    assertThat(funnel.get(Outcome.READ), is(0L));
  }

  @Test
  void theTotalIsTheSumOfTheEvents() {
    funnel.add("Email Sent", Outcome.READ, 3);
    funnel.add("Email Sent", Outcome.READ, 2);
    funnel.add("Link Clicked", Outcome.READ, 4);
    assertThat(funnel.get(Outcome.READ), is(9L));
    assertThat(Reports.rows(funnel, "Email Sent", Outcome.READ), is(5L));
    assertThat(Reports.rows(funnel, "Link Clicked", Outcome.READ), is(4L));
  }

  @ParameterizedTest
  @EnumSource(value = Outcome.class, mode = EnumSource.Mode.EXCLUDE, names = "READ")
  void everyOutcomeAccountsForARow(Outcome outcome) {
    funnel.add("Email Sent", Outcome.READ, 2);
    funnel.add("Email Sent", outcome, 2);
    assertThat(funnel.differences(), is(empty()));
  }

  @Test
  void allOutcomesTogetherAccountForTheRowsRead() {
    funnel.add("Email Sent", Outcome.READ, 36);
    long rows = 1;
    for (Outcome outcome : Outcome.values()) {
      if (outcome != Outcome.READ) {
        funnel.add("Email Sent", outcome, rows++);
      }
    }
    assertThat(funnel.differences(), is(empty()));
  }

  @Test
  void rowsThatAreLostAreToldInTotalAndForTheirEvent() {
    funnel.add("Email Sent", Outcome.READ, 5);
    funnel.add("Email Sent", Outcome.SENT, 5);
    funnel.add("Link Clicked", Outcome.READ, 3);
    funnel.add("Link Clicked", Outcome.SENT, 1);
    assertThat(
        funnel.differences(),
        contains(
            "8 rows were read in total, but 6 are accounted for",
            "3 rows were read for Link Clicked, but 1 are accounted for"));
  }

  @Test
  void rowsThatCountTwiceAreToldToo() {
    funnel.add("unknown", Outcome.READ, 1);
    funnel.add("unknown", Outcome.INVALID, 2);
    assertThat(
        funnel.differences(),
        contains(
            "1 rows were read in total, but 2 are accounted for",
            "1 rows were read for unknown, but 2 are accounted for"));
  }

  @Test
  void eventsThatOnlyAddUpTogetherDoNotAddUp() {
    funnel.add("Email Sent", Outcome.READ, 1);
    funnel.add("Email Sent", Outcome.SENT, 2);
    funnel.add("Link Clicked", Outcome.READ, 1);
    assertThat(
        funnel.differences(),
        contains(
            "1 rows were read for Email Sent, but 2 are accounted for",
            "1 rows were read for Link Clicked, but 0 are accounted for"));
  }
}
