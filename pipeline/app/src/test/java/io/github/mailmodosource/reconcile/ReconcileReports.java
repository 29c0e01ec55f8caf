package io.github.mailmodosource.reconcile;

import io.github.mailmodosource.match.Finding;
import io.github.mailmodosource.metrics.Outcome;
import io.github.mailmodosource.report.DayCounts;
import io.github.mailmodosource.report.Funnel;
import io.github.mailmodosource.report.RunReport;
import io.github.mailmodosource.report.Stop;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reports of reconcile for tests. */
public final class ReconcileReports {
  static final LocalDate FIRST = LocalDate.parse("2026-10-22");
  static final int DAYS = 30;

  /** Where the hole is: a quarter of the day's clicks arrived, and of nothing else is much lost. */
  public static final String HOLE_DAY = "2026-11-13";

  static final String HOLE_EVENT = "Link Clicked";

  private ReconcileReports() {}

  /** Thirty days, three events, 400 of each a day; 300 clicks of one day are missing. */
  public static ReconcileReport withAHole() {
    ReconcileCounts counts = new ReconcileCounts();
    for (int i = 0; i < DAYS; i++) {
      String day = FIRST.plusDays(i).toString();
      for (String event : List.of("Email Sent", "Email Opened", HOLE_EVENT)) {
        long missing = day.equals(HOLE_DAY) && event.equals(HOLE_EVENT) ? 300 : 0;
        add(counts, day, event, "digest", Finding.MATCHED, 400 - missing);
        add(counts, day, event, "sale", Finding.MISSING, missing);
      }
    }
    add(counts, "2026-11-04", "Email Sent", "digest", Finding.MISMATCHED, 1);
    add(counts, "2026-11-05", "Email Sent", "elsewhere", Finding.UNEXPECTED, 2);
    counts.add("2026-11-06", "Email Sent", Finding.DUPLICATED, 3);
    counts.addCampaign("digest", Finding.DUPLICATED, 3);
    counts.nameCampaign("sale", "Black Friday");
    return with(counts, List.of(missingSample(), mismatchedSample()));
  }

  /** With Mailmodo's own totals beside it: more e-mails than ours, fewer clicks. */
  public static ReconcileReport withMailmodo() {
    ReconcileCounts counts = new ReconcileCounts();
    counts.add("2026-11-13", "Email Sent", Finding.MATCHED, 90);
    counts.addCampaign("sale", "Email Sent", Finding.MATCHED, 90);
    counts.addCampaign("sale", HOLE_EVENT, Finding.MATCHED, 7);
    MailmodoTotals totals =
        new MailmodoTotals(
            List.of(
                new MailmodoTotals.Campaign(
                    "sale", "Black Friday", Map.of("Email Sent", 120L, HOLE_EVENT, 5L))));
    return with(counts, List.of(), MailmodoComparison.of(totals, counts));
  }

  public static ReconcileReport empty() {
    return with(new ReconcileCounts(), List.of());
  }

  public static ReconcileReport with(ReconcileCounts counts, List<FindingSample> samples) {
    return with(counts, samples, null);
  }

  public static ReconcileReport with(
      ReconcileCounts counts, List<FindingSample> samples, @Nullable MailmodoComparison mailmodo) {
    return new ReconcileReport(
        run(null),
        null,
        false,
        null,
        Instant.parse("2026-10-22T00:00:00Z"),
        null,
        counts,
        samples,
        mailmodo);
  }

  /** Of a schema that is not there: nothing was sent again. */
  public static ReconcileReport withoutTables() {
    ReconcileCounts counts = new ReconcileCounts();
    counts.add("2026-11-13", "Email Sent", Finding.MISSING, 2);
    return told(
        run(null).withNotes(List.of("is --warehouseSchema right?")),
        new Resending(ReconcileSettings.WAREHOUSES_ONLY, 2),
        true,
        null,
        counts);
  }

  /** Of a warehouse that was connected in the middle of what was judged. */
  public static ReconcileReport ofANewWarehouse() {
    ReconcileCounts counts = new ReconcileCounts();
    counts.add("2026-11-02", "Email Sent", Finding.MISSING, 2);
    counts.add("2026-11-03", "Email Sent", Finding.MATCHED, 2);
    return told(run(null), null, false, Instant.parse("2026-11-03T04:05:06Z"), counts);
  }

  /** Two events were missing, and have been sent again. */
  public static ReconcileReport resent() {
    ReconcileCounts counts = new ReconcileCounts();
    counts.add("2026-11-02", "Email Sent", Finding.MISSING, 2);
    return told(
        run(null), new Resending(ReconcileSettings.WAREHOUSES_ONLY, 0), false, null, counts);
  }

  private static ReconcileReport told(
      RunReport run,
      @Nullable Resending resending,
      boolean noTables,
      @Nullable Instant tablesBegin,
      ReconcileCounts counts) {
    return new ReconcileReport(
        run, resending, noTables, tablesBegin, null, null, counts, List.of(), null);
  }

  /** One that stopped after it had read five rows and sent two again. */
  public static ReconcileReport stopped(boolean resent) {
    return new ReconcileReport(
        run(new Stop("the warehouse went away: is it running?", false)),
        resent ? new Resending("{\"All\":false}", 0) : null,
        false,
        null,
        null,
        null,
        new ReconcileCounts(),
        List.of(),
        null);
  }

  private static RunReport run(@Nullable Stop stop) {
    Funnel funnel = new Funnel();
    funnel.add("Email Sent", Outcome.READ, 5);
    funnel.add("Email Sent", Outcome.NOT_IDENTIFIED, 2);
    funnel.add("unknown", Outcome.INVALID, 1);
    funnel.add("Email Sent", Outcome.SENT, 2);
    return new RunReport(
        "reconcile",
        "0.1.0",
        "FlinkRunner",
        Instant.parse("2026-11-21T05:00:00.123456Z"),
        Instant.parse("2026-11-21T05:01:00Z"),
        stop == null ? 4 : 1,
        stop,
        funnel,
        new DayCounts(),
        Map.of("read", 25L),
        Map.of("unreadable", 1L),
        Map.of(),
        Map.of("lost_to_column_type", 7L),
        Map.of(),
        Map.of("bad_time", 1L),
        null,
        List.of(),
        null,
        null);
  }

  static FindingSample missingSample() {
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put("user_id", "97980cfea0067");
    expected.put("context_traits_email", "reader@example.com");
    expected.put("link_url", "https://shop.example.com/?to=reader%40example.com&x=1");
    return new FindingSample(
        Finding.MISSING, HOLE_EVENT, "mailmodo-1", HOLE_DAY, "Black Friday", expected, Map.of());
  }

  private static FindingSample mismatchedSample() {
    return new FindingSample(
        Finding.MISMATCHED,
        "Email Sent",
        "mailmodo-2",
        "2026-11-04",
        "",
        Map.of("email_subject", "Hello"),
        Map.of("email_subject", "Bye"));
  }

  private static void add(
      ReconcileCounts counts, String day, String event, String campaign, Finding what, long n) {
    if (n > 0) {
      counts.add(day, event, what, n);
      counts.addCampaign(campaign, what, n);
    }
  }
}
