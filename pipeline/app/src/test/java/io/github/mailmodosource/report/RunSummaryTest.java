package io.github.mailmodosource.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.github.mailmodosource.metrics.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunSummaryTest {

  @Test
  void printsTheFunnelAndWhatStandsBesideIt() {
    assertThat(
        lines(Reports.sample()),
        contains(
            "send: 1,234 rows read in 2.0 s",
            "read 1,234",
            "invalid 4",
            "outside_window 0",
            "not_identified 0",
            "identified_later 0",
            "suppressed 0",
            "duplicate 0",
            "sent 1,230",
            "undelivered 0",
            "contacts 12,000 rows read, 11,999 identify calls, 1 ignored (1 without an e-mail)",
            "delivery 3 requests, 2 retries, 1 throttled, 123,456 bytes, 615.0 events/s",
            "warning 7,000 unknown fields",
            "warning 1 duplicate differs",
            "such as r***@example.com twice",
            "dead letters 3 bad_json",
            "dead letters 1 unknown_event"));
  }

  @Test
  void whatTheTrackingPlanSaysComesBetweenWarningsAndDeadLetters() {
    List<String> lines = lines(Reports.withTrackingPlan());

    int first = lines.indexOf("tracking plan 26 events fit the plan, 4 violate it");
    assertThat(
        lines.subList(first + 1, first + 5),
        contains(
            "3 Link Clicked: properties.link_id is of another type [JSON Schema Violations], such as"
                + " mailmodo-17",
            "2 Link Clicked: properties.utm/source is not in the plan [Unplanned Properties]",
            "nothing was held back: the source's Schema Configuration says, by the settings in"
                + " brackets, what Segment blocks or omits",
            "dead letters 3 bad_json"));
  }

  /** "On stderr the funnel, with would_send in place of sent." */
  @Test
  void aPreviewWouldSendAndDeliversNothing() {
    List<String> lines = lines(Reports.of("preview", Reports.sample().funnel()));

    assertThat(lines, hasItem("would_send 1,230"));
    assertThat(lines, not(hasItem(startsWith("sent "))));
    assertThat(lines, not(hasItem(startsWith("delivery "))));
  }

  @Test
  void oneIsNotMany() {
    assertThat(RunSummary.counted(1, "request", "requests"), is("1 request"));
    assertThat(RunSummary.counted(0, "request", "requests"), is("0 requests"));
    assertThat(RunSummary.counted(1_204, "retry", "retries"), is("1,204 retries"));
    Funnel funnel = new Funnel();
    funnel.add("Email Sent", Outcome.READ, 1);
    assertThat(lines(Reports.with(funnel, Map.of())), hasItem("send: 1 row read in 2.0 s"));
  }

  @Test
  void aWarningOfNothingIsNoWarning() {
    assertThat(
        lines(Reports.with(new Funnel(), Map.of())),
        not(hasItem(containsString("unexpected campaign type"))));
  }

  @Test
  void aRunThatStoppedIsNoRunThatIsDone() {
    assertThat(
        lines(Reports.sample().withStop(new Stop("x", false))).subList(0, 2),
        contains("send: stopped after 2.0 s; 1,234 rows had been read", "read 1,234"));
    assertThat(
        lines(Reports.sample().withStop(new Stop("x", true))),
        contains("send: stopped after 2.0 s; the counts were lost with the workers"));
  }

  @Test
  void looksTheSameInEveryLocale() {
    List<String> expected = lines(Reports.sample());
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(lines(Reports.sample()), is(expected));
    } finally {
      Locale.setDefault(before);
    }
  }

  /** The lines that are not blank, with single spaces. */
  private static List<String> lines(RunReport report) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RunSummary.print(report, new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.strip().replaceAll(" +", " "))
        .filter(line -> !line.isEmpty())
        .toList();
  }
}
