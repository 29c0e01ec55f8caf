package io.github.mailmodosource.metrics;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.github.mailmodosource.TestPipelines;
import io.github.mailmodosource.report.DayCounts;
import io.github.mailmodosource.report.ReadCounters;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.junit.jupiter.api.Test;

class DayCountersTest {
  private static final Instant STARTED = Instant.parse("2026-11-21T03:04:05Z");

  @Test
  void eventsCountByTheirDayInUtc() {
    DayCounts days =
        count(
            List.of(
                "2026-11-19T23:59:59.999999999Z",
                "2026-11-20T00:00:00Z",
                "2026-11-20T00:30:00+01:00",
                "2026-11-20T23:59:59Z"));
    assertThat(days.get("2026-11-19", "Email Sent"), is(2L));
    assertThat(days.get("2026-11-20", "Email Sent"), is(2L));
    assertThat(days.byDay().size(), is(2));
  }

  @Test
  void historyOfMoreThanAYearCountsByMonth() {
    DayCounts days =
        count(
            List.of(
                "2025-10-17T00:00:00Z",
                "2025-10-16T00:00:00Z",
                "2025-10-01T00:00:00Z",
                "2019-02-28T12:00:00Z"));
    assertThat(days.get("2025-10-17", "Email Sent"), is(1L));
    assertThat(days.get("2025-10", "Email Sent"), is(2L));
    assertThat(days.get("2019-02", "Email Sent"), is(1L));
  }

  @Test
  void timesThatCannotBeRightHaveTheirOwnPlace() {
    DayCounts days =
        count(
            List.of(
                "1970-01-01T00:00:00Z",
                "1999-12-31T23:59:59Z",
                "2000-01-01T00:00:00Z",
                "2027-11-20T00:00:00Z",
                "2036-11-01T00:00:00Z",
                "2037-01-01T00:00:00Z",
                "9999-12-31T00:00:00Z"));
    assertThat(days.get(DayCounters.EARLIER, "Email Sent"), is(2L));
    assertThat(days.get("2000-01", "Email Sent"), is(1L));
    assertThat(days.get("2027-11-20", "Email Sent"), is(1L));
    assertThat(days.get("2036-11", "Email Sent"), is(1L));
    assertThat(days.get(DayCounters.LATER, "Email Sent"), is(2L));
  }

  @Test
  void anyTimesWhateverMakeABoundedNumberOfCounters() {
    List<String> everyFifthDay =
        IntStream.range(0, 20_000)
            .mapToObj(i -> Instant.parse("1900-01-01T00:00:00Z").plusSeconds(86_400L * 5 * i))
            .map(Instant::toString)
            .toList();
    DayCounts days = count(everyFifthDay);
    assertThat(days.byDay().size(), is(lessThan(1_300)));
    assertThat(
        days.byDay().keySet().stream().mapToLong(day -> days.get(day, "Email Sent")).sum(),
        is(20_000L));
  }

  private static DayCounts count(List<String> times) {
    Pipeline pipeline = TestPipelines.create();
    pipeline.apply("Times", Create.of(times)).apply("Count", ParDo.of(new CountFn()));
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    return ReadCounters.of(result.metrics(), "send", "0.1.0", "DirectRunner", STARTED).days();
  }

  private static final class CountFn extends DoFn<String, Void> {
    private final DayCounters days = new DayCounters(STARTED);

    @ProcessElement
    public void count(@Element String time) {
      days.inc("Email Sent", OffsetDateTime.parse(time).toInstant());
    }
  }
}
