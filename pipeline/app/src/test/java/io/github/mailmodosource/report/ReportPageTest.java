package io.github.mailmodosource.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mailmodosource.browser.Chromium;
import io.github.mailmodosource.match.Finding;
import io.github.mailmodosource.metrics.Outcome;
import io.github.mailmodosource.reconcile.FindingSample;
import io.github.mailmodosource.reconcile.ReconcileCounts;
import io.github.mailmodosource.reconcile.ReconcileReports;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees of a report, in a real browser. */
class ReportPageTest {
  /** 210 mm without Chromium's margins of 1 cm, at 96 dots an inch. */
  private static final int A4_WITHIN_ITS_MARGINS = 718;

  private static final String WHITE = "rgb(255, 255, 255)";

  /** What reaches over the edge of the page, or is cut off by the edge of what it stands in. */
  private static final String BEYOND_THE_EDGE =
      "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right >"
          + " innerWidth + 1 || (e instanceof HTMLElement && e.scrollWidth > e.clientWidth + 1))"
          + ".map(e => e.tagName + '.' + e.getAttribute('class') + ': ' + e.textContent.slice(0,"
          + " 40))";

  @TempDir Path folder;

  private static @Nullable Chromium started;

  @BeforeAll
  static void start() {
    Path program = Chromium.program();
    if (program != null) {
      started = Chromium.start(program);
    }
  }

  /** Before each test, so that every one that is skipped counts as skipped, with the reason. */
  @BeforeEach
  void skipWithoutABrowser() {
    assumeTrue(started != null, "no chromium on the path: apt-get install chromium to test pages");
  }

  @AfterAll
  static void stop() {
    if (started != null) {
      started.close();
    }
  }

  @AfterEach
  void nothingIsComplainedOfAndNothingIsLoaded() {
    if (started == null) {
      return;
    }
    assertThat(started.complaints(), is(empty()));
    for (String address : started.requests()) {
      assertThat(address.startsWith("file:") || address.equals("data:,"), is(true));
    }
  }

  @Test
  void theFunnelIsThereInTheOrderOfJudging() throws Exception {
    open(ReportPage.of(Reports.sample().json()), 1200, "light");
    assertThat(text("h1"), is("✓ 1,230 events sent, 4 dead letters"));
    assertThat(
        texts(".bars:first-of-type tbody th").subList(0, 9).stream()
            .map(name -> name.lines().findFirst().orElse(""))
            .toList(),
        is(
            List.of(
                "Read",
                "Invalid",
                "Outside window",
                "Not identified",
                "Identified later",
                "Suppressed",
                "Duplicate",
                "Undelivered",
                "Sent")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 | 5 | 5 | ✓ 5 events sent, nothing lost
          0 | 1 | 1 | ✓ 1 event sent, nothing lost
          1 | 5 | 5 | ✗ The run failed
          0 | 5 | 4 | ✗ Rows are not accounted for
          """)
  void theFirstSentenceSaysHowItWent(int exitCode, long read, long sent, String title)
      throws Exception {
    Funnel funnel = new Funnel();
    funnel.add("Email Sent", Outcome.READ, read);
    funnel.add("Email Sent", Outcome.SENT, sent);
    RunReport report = Reports.with(funnel, Map.of()).withExitCode(exitCode);
    open(ReportPage.of(report.json()), 1200, "light");
    assertThat(text("h1"), is(title));
  }

  @Test
  void aRunWithoutEndSaysWhereItsRowsAre() throws Exception {
    Funnel funnel = new Funnel();
    funnel.add("Email Sent", Outcome.READ, 9);
    funnel.add("Email Sent", Outcome.NOT_IDENTIFIED, 2);
    funnel.add("Email Sent", Outcome.SENT, 3);
    StreamPart stream =
        new StreamPart(
            true, Map.of("Email Sent", 1L), Map.of("Email Sent", 3L), Map.of("lagSeconds", 31.0));
    RunReport report = Reports.with(funnel, Map.of()).withStream(stream);
    open(ReportPage.of(report.json()), 1200, "light");
    assertThat(text("h1"), is("✓ Running: 3 events sent, nothing lost so far"));
    assertThat(
        text(".lede"),
        is(
            "Of 9 rows, 3 reached Segment, 2 were left out on purpose, 1 waits for an identify"
                + " call, 3 are on the way. Every row is accounted for."));
    assertThat(texts("[role=alert]"), is(empty()));
    assertThat(text("main"), containsString("Lag seconds"));

    open(ReportPage.of(report.withExitCode(0).json()), 1200, "light");
    assertThat("it has ended", text("h1"), is("✓ 3 events sent, nothing lost"));
  }

  @Test
  void moreDeadLettersThanAllowedAreTheFirstSentence() throws Exception {
    open(ReportPage.of(Reports.sample().withExitCode(3).json()), 1200, "light");
    assertThat(text("h1"), is("! 4 dead letters, more than allowed"));
  }

  @Test
  void aRunThatStoppedSaysWhyAndWhatWasSentBefore() throws Exception {
    Funnel funnel = new Funnel();
    funnel.add("Email Sent", Outcome.READ, 9);
    funnel.add("Email Sent", Outcome.SENT, 4);
    RunReport report = Reports.with(funnel, Map.of()).withExitCode(1);
    open(
        ReportPage.of(report.withStop(new Stop("the key is refused", false)).json()), 375, "light");
    assertThat(text("h1"), is("✗ The run stopped: the key is refused"));
    assertThat(
        text(".lede"), startsWith("Until then 9 rows were read, and 4 events reached Segment."));
    assertThat(texts(".bars tbody th").get(1), startsWith("Left"));
    assertThat("both sides may differ", texts("[role=alert]"), is(empty()));
    assertThat(text("main"), containsString("The run stopped before any were written."));

    open(ReportPage.of(report.withStop(new Stop("no worker", true)).json()), 375, "light");
    assertThat(text(".lede"), containsString("lost with the workers"));
    assertThat("zeros say nothing", texts("table"), is(empty()));

    open(ReconcileReports.stopped(true).pageJson(), 375);
    assertThat(text("h1"), is("✗ The run stopped: the warehouse went away: is it running?"));
    assertThat(text(".lede"), startsWith("Until then 5 rows were read, and 2 events reached"));
    assertThat("nothing was compared", texts(".tiles"), is(empty()));
    assertThat(text("main"), not(containsString("Expected")));

    open(ReconcileReports.stopped(false).pageJson(), 375);
    assertThat(text(".lede"), startsWith("Until then 5 rows were read; nothing was compared"));
  }

  @Test
  void whatIsExpectedIsExplainedBesideDeadLettersByReason() throws Exception {
    open(ReconcileReports.withAHole().pageJson(), 1200);
    assertThat(texts("h2"), hasItems("Rows of the activity", "Dead letters: 1", "Contacts"));
    assertThat(text("main"), containsString("no identify call for this contact"));
  }

  @Test
  void eventsOverTimeKeepAPlaceForADayWithoutAny() throws Exception {
    DayCounts days = new DayCounts();
    days.add("2026-11-18", "Email Sent", 40);
    days.add("2026-11-20", "Email Sent", 20);
    open(ReportPage.of(Reports.with(days).json()), 1200, "light");
    JsonNode bars = bars("");
    assertThat(bars.size(), is(2));
    double step = bars.at("/1/x").doubleValue() - bars.at("/0/x").doubleValue();
    assertThat(step, is(greaterThan(1.5 * bars.at("/0/width").doubleValue())));
    assertThat(
        bars.at("/0/height").doubleValue(), is(greaterThan(bars.at("/1/height").doubleValue())));
  }

  @Test
  void yearsOfEventsAreShownByMonth() throws Exception {
    DayCounts days = new DayCounts();
    days.add("2017-01", "Email Sent", 5);
    days.add("2026-11-19", "Email Sent", 1);
    days.add("2026-11-20", "Email Sent", 2);
    open(ReportPage.of(Reports.with(days).json()), 1200, "light");
    assertThat(text("svg", "dataset.level"), is("month"));
    JsonNode bars = bars("[data-day='2026-11']");
    assertThat(bars.size(), is(1));
    assertThat(bars.at("/0/count").textValue(), is("3"));
  }

  @Test
  void theHoleIsWhereItWasPlanted() throws Exception {
    open(ReconcileReports.withAHole().pageJson(), 1200);
    JsonNode missing = bars("[data-kind=missing][data-event='Link Clicked']");
    assertThat(missing.size(), is(1));
    assertThat(missing.at("/0/day").textValue(), is(ReconcileReports.HOLE_DAY));
    assertThat(missing.at("/0/count").textValue(), is("300"));
    // Three quarters of the day's bar, and on top of what arrived.
    JsonNode arrived =
        bars("[data-kind=matched][data-event='Link Clicked'][data-day='2026-11-13']");
    double ratio = missing.at("/0/height").doubleValue() / arrived.at("/0/height").doubleValue();
    assertThat(Math.abs(ratio - 3), is(lessThanOrEqualTo(0.2)));
    assertThat(missing.at("/0/y").doubleValue() < arrived.at("/0/y").doubleValue(), is(true));
    assertThat("it stands out", missing.at("/0/fill"), is(not(arrived.at("/0/fill"))));
    assertThat("no other event has a hole", bars("[data-kind=missing]").size(), is(2));
    assertThat(text("h1"), is("✗ 300 events are missing in the warehouse"));
    assertThat(text(".lede"), containsString("13 Nov 2026, Link Clicked: 300 of 400 missing"));
  }

  @Test
  void oneLostEventOfManyCanBeSeen() throws Exception {
    ReconcileCounts counts = new ReconcileCounts();
    counts.add("2026-11-13", "Email Sent", Finding.MATCHED, 1_000_000);
    counts.add("2026-11-13", "Email Sent", Finding.MISSING, 1);
    open(ReconcileReports.with(counts, List.of()).pageJson(), 1200);
    assertThat(bars("[data-kind=missing]").at("/0/height").doubleValue(), is(greaterThan(2.9)));
  }

  @Test
  void theWorstCampaignComesFirstUnderItsName() throws Exception {
    open(ReconcileReports.withAHole().pageJson(), 1200);
    assertThat(
        text("section:nth-of-type(2) tbody th").lines().toList(),
        is(List.of("Black Friday", "sale")));
  }

  @Test
  void mailmodosOwnTotalsStandBesideOursAndAreNoPartOfTheVerdict() throws Exception {
    open(ReconcileReports.withMailmodo().withExitCode(0).pageJson(), 1200);
    assertThat(text("h1"), is("✓ Everything arrived"));
    String section = "section:last-of-type ";
    assertThat(text(section + "h2"), is("Mailmodo's own totals beside ours"));
    assertThat(
        texts(section + "> .wide tbody td"),
        is(List.of("120", "90", "90", "75.0%", "5", "7", "7", "140.0%")));
    assertThat(texts(section + "> .wide td.differs").get(0), is("7"));
  }

  @Test
  void samplesShowBothSidesAndNoAddress() throws Exception {
    open(ReconcileReports.withAHole().pageJson(), 1200);
    List<String> samples = texts(".sample");
    assertThat(samples.size(), is(2));
    assertThat(samples.get(0), containsString("r***@example.com"));
    assertThat(samples.get(1), containsString("Hello"));
    assertThat(samples.get(1), containsString("Bye"));
    assertThat(text("main"), not(containsString("reader")));
    assertThat(text("#report", "textContent"), not(containsString("reader")));
  }

  @Test
  void whatATrackingPlanSaysIsATableOfItsOwn() throws Exception {
    open(ReportPage.of(Reports.withTrackingPlan().json()), 1200, "light");
    assertThat(texts("h2"), hasItems("Tracking plan: 4 of 30 events violate it"));
    String table = "[aria-label='Violations of the Tracking Plan'] tbody ";
    assertThat(texts(table + "th").get(0), is("Link Clicked"));
    assertThat(
        texts(table + "td").subList(0, 3),
        is(
            List.of(
                "3",
                "properties.link_id: of another type\nsuch as mailmodo-17",
                "JSON Schema Violations")));
    assertThat(text("main"), containsString("Nothing was held back."));

    open(ReportPage.of(Reports.sample().json()), 1200, "light");
    assertThat("nobody asked", text("main"), not(containsString("Tracking plan")));
  }

  @ParameterizedTest
  @CsvSource({"375, light", "375, dark", "320, light", "1200, dark"})
  void aPhoneNeedsNotScrollToTheSide(int width, String scheme) throws Exception {
    for (String page :
        List.of(
            Reports.sample().json(),
            Reports.withTrackingPlan().json(),
            ReconcileReports.withAHole().pageJson(),
            ReconcileReports.withMailmodo().pageJson())) {
      open(ReportPage.of(page), width, scheme);
      assertThat(
          browser().evaluate("document.documentElement.scrollWidth").intValue(),
          is(lessThanOrEqualTo(width)));
    }
  }

  /** On A4, from either scheme of colours. */
  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void onPaperNothingIsCutOff(String scheme) throws Exception {
    for (String page :
        List.of(
            Reports.sample().json(),
            Reports.withTrackingPlan().json(),
            ReconcileReports.withAHole().pageJson(),
            ReconcileReports.withMailmodo().pageJson())) {
      open(ReportPage.of(page), 1200, scheme);
      browser().layOutForPrint(A4_WITHIN_ITS_MARGINS);
      assertThat(browser().evaluate(BEYOND_THE_EDGE).toString(), is("[]"));
      assertThat(
          "on white",
          browser().evaluate("getComputedStyle(document.body).backgroundColor").textValue(),
          is(WHITE));
      byte[] pdf = browser().print();
      assertThat(new String(pdf, StandardCharsets.ISO_8859_1), startsWith("%PDF-"));
      assertThat(pdf.length, is(greaterThan(10_000)));
    }
  }

  @Test
  void darkModeIsDark() throws Exception {
    String background = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g)[0] * 1";
    open(ReportPage.of(Reports.sample().json()), 1200, "dark");
    assertThat(browser().evaluate(background).intValue(), is(lessThanOrEqualTo(60)));
    open(ReportPage.of(Reports.sample().json()), 1200, "light");
    assertThat(browser().evaluate(background).intValue(), is(greaterThan(200)));
  }

  @Test
  void aRunWithoutAnythingIsShown() throws Exception {
    open(ReportPage.of(Reports.with(new Funnel(), Map.of()).json()), 375, "light");
    assertThat(text("h1"), is("✓ Nothing to do: no rows were read"));
    open(ReconcileReports.empty().withExitCode(0).pageJson(), 375);
    assertThat(text("h1"), is("✓ Nothing was expected, which proves nothing"));
  }

  /** What makes the figures doubtful comes before them. */
  @Test
  void whatMakesAComparisonDoubtfulIsTheFirstSentence() throws Exception {
    open(ReconcileReports.withoutTables().pageJson(), 375);
    assertThat(text("h1"), is("✗ The warehouse has none of the seven tables"));
    assertThat(text(".note"), is("Is --warehouseSchema right?"));
    assertThat(text("main"), containsString("Held back"));

    open(ReconcileReports.ofANewWarehouse().pageJson(), 375);
    assertThat(
        text("h1"),
        is("✗ The tables begin at 2026-11-03 04:05:06 UTC, later than what was judged"));
  }

  @Test
  void whatStandsThereTwiceIsNoFailure() throws Exception {
    ReconcileCounts counts = new ReconcileCounts();
    counts.add("2026-11-13", "Email Sent", Finding.MATCHED, 2);
    counts.add("2026-11-13", "Email Sent", Finding.DUPLICATED, 1);
    open(ReconcileReports.with(counts, List.of()).withExitCode(0).pageJson(), 375);
    assertThat(text("h1"), is("✓ Everything arrived, some of it more than once"));
  }

  @Test
  void whereItWasSentAgainIsToldBesideTheFigures() throws Exception {
    open(ReconcileReports.resent().pageJson(), 375);
    assertThat(
        text("main"),
        containsString("To warehouses only: other destinations may have had these events before."));
    assertThat(text("main"), containsString("Lost to column type"));
  }

  @Test
  void whatARowSaysIsNeverRun() throws Exception {
    String attack =
        "</script><script>document.title = 'attacked'</script><img src=x onerror=alert(1)>";
    DayCounts days = new DayCounts();
    days.add("2026-11-18", attack, 40);
    days.add(attack, attack, 40);
    Funnel funnel = new Funnel();
    funnel.add(attack, Outcome.READ, 1);
    funnel.add(attack, Outcome.SENT, 1);
    open(ReportPage.of(Reports.with(funnel, days, Map.of(attack, 1L)).json()), 1200, "light");
    assertNotAttacked();

    ReconcileCounts counts = new ReconcileCounts();
    counts.add("2026-11-18", attack, Finding.MISSING, 1);
    counts.add(attack, attack, Finding.MISMATCHED, 1);
    counts.addCampaign(attack, Finding.MISSING, 2);
    counts.nameCampaign(attack, attack);
    Map<String, String> columns = Map.of(attack, attack);
    FindingSample sample =
        new FindingSample(Finding.MISMATCHED, attack, attack, attack, attack, columns, Map.of());
    open(ReconcileReports.with(counts, List.of(sample)).pageJson(), 1200);
    assertNotAttacked();
    assertThat("it is shown as it is", text("body"), containsString(attack));
  }

  /** An image of the page's own would be a request as well. */
  private static void assertNotAttacked() {
    assertThat(text("title", "textContent"), endsWith("mailmodo-source"));
    assertThat(browser().evaluate("document.images.length").intValue(), is(0));
    assertThat(browser().evaluate("document.scripts.length").intValue(), is(3));
  }

  private void open(String pageJson, int width) throws Exception {
    open(ReportPage.of(pageJson), width, "light");
  }

  private void open(String page, int width, String scheme) throws Exception {
    Path file = Files.writeString(folder.resolve("report.html"), page);
    browser().open(file.toUri().toString(), width, scheme);
  }

  private static Chromium browser() {
    if (started == null) {
      throw new IllegalStateException("no browser was started");
    }
    return started;
  }

  /** The bars of the picture that a selector finds, without those of all events together. */
  private static JsonNode bars(String selector) {
    return browser()
        .evaluate(
            "[...document.querySelectorAll(\".days rect[data-day]"
                + selector
                + "\")].map(bar => { const at = bar.getBoundingClientRect(); return {"
                + "x: at.x, y: at.y, width: at.width, height: at.height, ...bar.dataset, "
                + "fill: getComputedStyle(bar).fill}; })");
  }

  private static String text(String selector) {
    return text(selector, "innerText");
  }

  private static String text(String selector, String property) {
    return browser()
        .evaluate("document.querySelector(\"" + selector + "\")." + property)
        .textValue();
  }

  private static List<String> texts(String selector) {
    JsonNode texts =
        browser()
            .evaluate("[...document.querySelectorAll(\"" + selector + "\")].map(e => e.innerText)");
    return texts.valueStream().map(JsonNode::textValue).toList();
  }
}
