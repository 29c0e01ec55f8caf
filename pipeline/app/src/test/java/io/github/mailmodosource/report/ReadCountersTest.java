package io.github.mailmodosource.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.TestPipelines;
import io.github.mailmodosource.metrics.FunnelCounter;
import io.github.mailmodosource.metrics.Outcome;
import io.github.mailmodosource.metrics.RunCounters;
import io.github.mailmodosource.metrics.WarningExample;
import java.time.Instant;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.junit.jupiter.api.Test;

class ReadCountersTest {
  private static final Instant STARTED = Instant.parse("2026-11-20T03:04:05Z");

  @Test
  void whatARunCountedIsInItsReport() {
    Pipeline pipeline = TestPipelines.create();
    pipeline.apply("Rows", Create.of(1, 2, 3)).apply("Count", ParDo.of(new CountFn()));
    RunReport report = report(pipeline);

    assertThat(report.job(), is("send"));
    assertThat(report.version(), is("0.1.0"));
    assertThat(report.runner(), is("DirectRunner"));
    assertThat(report.started(), is(STARTED));
    assertThat(report.finished(), is(greaterThan(STARTED)));
    assertThat(report.exitCode(), is(0));
    assertThat(report.funnel().get(Outcome.READ), is(6L));
    assertThat(report.funnel().get(Outcome.SENT), is(3L));
    assertThat(Reports.rows(report.funnel(), "unknown", Outcome.INVALID), is(3L));
    assertThat(Reports.rows(report.funnel(), "Email Marked as Spam", Outcome.SENT), is(3L));
    assertThat(report.funnel().differences(), is(empty()));
    assertThat(report.contacts(), is(Map.of("read", 3L, "identified", 0L, "ignored", 0L)));
    assertThat(
        report.delivery(), is(Map.of("requests", 3L, "retries", 0L, "throttled", 0L, "bytes", 6L)));
    assertThat(report.warnings(), is(warnings(3)));
    assertThat(
        report.ignoredContacts(),
        is(Map.of("no_email", 0L, "no_user_id", 3L, "no_identify_call", 0L, "unreadable", 0L)));
    assertThat(
        "the first by its text, the address masked",
        report.examples(),
        is(Map.of("duplicate_differs", "row 1 of r***@example.com")));
    assertThat(report.deadLetters(), is(Map.of("bad_json", 3L)));
  }

  @Test
  void aRunThatCountedNothingReportsZeros() {
    Pipeline pipeline = TestPipelines.create();
    pipeline.apply("Rows", Create.of(1));
    RunReport report = report(pipeline);

    assertThat(report.funnel().get(Outcome.READ), is(0L));
    assertThat(report.contacts(), is(Map.of("read", 0L, "identified", 0L, "ignored", 0L)));
    assertThat(
        report.delivery(), is(Map.of("requests", 0L, "retries", 0L, "throttled", 0L, "bytes", 0L)));
    assertThat(report.warnings(), is(warnings(0)));
    assertThat(
        report.ignoredContacts(),
        is(Map.of("no_email", 0L, "no_user_id", 0L, "no_identify_call", 0L, "unreadable", 0L)));
    assertThat(report.examples(), is(Map.of()));
    assertThat(report.deadLetters(), is(Map.of()));
  }

  private static Map<String, Long> warnings(long unknownFields) {
    return Map.of(
        "unexpected_campaign_type", 0L,
        "unknown_fields", unknownFields,
        "ambiguous_local_time", 0L,
        "duplicate_differs", 0L);
  }

  private static RunReport report(Pipeline pipeline) {
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    return ReadCounters.of(result.metrics(), "send", "0.1.0", "DirectRunner", STARTED);
  }

  private static final class CountFn extends DoFn<Integer, Integer> {
    private final FunnelCounter read = new FunnelCounter(Outcome.READ);
    private final FunnelCounter invalid = new FunnelCounter(Outcome.INVALID);
    private final FunnelCounter sent = new FunnelCounter(Outcome.SENT);

    @ProcessElement
    public void count(@Element Integer row) {
      read.inc("Email Marked as Spam");
      sent.inc("Email Marked as Spam");
      read.inc(FunnelCounter.UNKNOWN);
      invalid.inc(FunnelCounter.UNKNOWN);
      RunCounters.contacts("read").inc();
      RunCounters.ignoredContacts("no_user_id").inc();
      RunCounters.delivery("requests").inc();
      RunCounters.delivery("bytes").inc(row);
      RunCounters.warnings("unknown_fields").inc();
      new WarningExample("duplicate_differs").offer(() -> "row " + row + " of reader@example.com");
      RunCounters.deadLetters("bad_json").inc();
    }
  }
}
