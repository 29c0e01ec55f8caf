package io.github.mailmodosource.report;

import io.github.mailmodosource.metrics.Outcome;
import io.github.mailmodosource.protocols.PlanFindings;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report for tests. */
public final class Reports {
  private Reports() {}

  /** A run of two seconds: 1,234 rows read, 1,230 sent, 4 dead letters. */
  public static RunReport sample() {
    Funnel funnel = new Funnel();
    funnel.add("Email Sent", Outcome.READ, 1_230);
    funnel.add("Email Sent", Outcome.SENT, 1_230);
    funnel.add("unknown", Outcome.READ, 4);
    funnel.add("unknown", Outcome.INVALID, 4);
    Map<String, Long> deadLetters = new LinkedHashMap<>();
    deadLetters.put("bad_json", 3L);
    deadLetters.put("unknown_event", 1L);
    return with(funnel, deadLetters);
  }

  /** The sample's figures, of that command. */
  public static RunReport of(String job, Funnel funnel) {
    return of(job, funnel, new DayCounts(), Map.of());
  }

  /** The rows of one event that ended there. */
  static long rows(Funnel funnel, String event, Outcome outcome) {
    return funnel.byEvent().getOrDefault(event, Map.of()).getOrDefault(outcome, -1L);
  }

  /** The sample, with events on those days. */
  static RunReport with(DayCounts days) {
    return with(sample().funnel(), days, Map.of());
  }

  static RunReport with(Funnel funnel, Map<String, Long> deadLetters) {
    return with(funnel, new DayCounts(), deadLetters);
  }

  static RunReport with(Funnel funnel, DayCounts days, Map<String, Long> deadLetters) {
    return of("send", funnel, days, deadLetters);
  }

  /** The sample, of which 10 clicks were compared with a plan, and 4 violate it. */
  static RunReport withTrackingPlan() {
    RunReport sample = sample();
    PlanFindings findings =
        PlanFindings.of(
            Map.of(
                "compared/Email Sent", 20L,
                "compared/Link Clicked", 10L,
                "violating/Link Clicked", 4L,
                "wrong_type/Link Clicked/properties.link_id", 3L,
                "unplanned_property/Link Clicked/properties.utm/source", 2L),
            Map.of("wrong_type/Link Clicked/properties.link_id", "mailmodo-17"));
    return of("send", sample.funnel(), sample.days(), sample.deadLetters(), findings);
  }

  private static RunReport of(
      String job, Funnel funnel, DayCounts days, Map<String, Long> deadLetters) {
    return of(job, funnel, days, deadLetters, null);
  }

  private static RunReport of(
      String job,
      Funnel funnel,
      DayCounts days,
      Map<String, Long> deadLetters,
      @Nullable PlanFindings trackingPlan) {
    Map<String, Long> contacts = new LinkedHashMap<>();
    contacts.put("read", 12_000L);
    contacts.put("identified", 11_999L);
    contacts.put("ignored", 1L);
    Map<String, Long> ignored = new LinkedHashMap<>();
    ignored.put("no_email", 1L);
    ignored.put("no_user_id", 0L);
    ignored.put("no_identify_call", 0L);
    ignored.put("unreadable", 0L);
    Map<String, Long> delivery = new LinkedHashMap<>();
    delivery.put("requests", 3L);
    delivery.put("retries", 2L);
    delivery.put("throttled", 1L);
    delivery.put("bytes", 123_456L);
    Map<String, Long> warnings = new LinkedHashMap<>();
    warnings.put("unexpected_campaign_type", 0L);
    warnings.put("unknown_fields", 7_000L);
    warnings.put("ambiguous_local_time", 0L);
    warnings.put("duplicate_differs", 1L);
    return new RunReport(
        job,
        "0.1.0",
        "DirectRunner",
        Instant.parse("2026-11-20T03:04:05.678901Z"),
        Instant.parse("2026-11-20T03:04:07.678901Z"),
        0,
        null,
        funnel,
        days,
        contacts,
        ignored,
        delivery,
        warnings,
        Map.of("duplicate_differs", "r***@example.com twice"),
        deadLetters,
        trackingPlan,
        List.of(),
        null,
        null);
  }
}
