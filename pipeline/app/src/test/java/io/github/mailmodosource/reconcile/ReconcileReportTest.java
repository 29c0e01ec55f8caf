package io.github.mailmodosource.reconcile;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mailmodosource.match.Finding;
import io.github.mailmodosource.report.ReportFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReconcileReportTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void theJsonHasTheKeysOfTheContractAndThoseOfThePicture() throws Exception {
    assertThat(
        keys(JSON.readTree(ReconcileReports.withAHole().json())),
        contains(
            "job",
            "version",
            "runner",
            "started",
            "finished",
            "exitCode",
            "stopped",
            "since",
            "totals",
            "events",
            "days",
            "campaigns",
            "daysByEvent",
            "campaignNames",
            "funnel",
            "contacts",
            "deadLetters",
            "warnings"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/totals",
        "/events/Link Clicked",
        "/days/2026-11-13",
        "/campaigns/sale",
        "/daysByEvent/2026-11-13/Link Clicked"
      })
  void everyPartHasTheSixCounts(String where) throws Exception {
    assertThat(
        keys(JSON.readTree(ReconcileReports.withAHole().json()).at(where)),
        contains("expected", "matched", "missing", "mismatched", "unexpected", "duplicated"));
  }

  @Test
  void theJsonHasTheFigures() throws Exception {
    JsonNode report = JSON.readTree(ReconcileReports.withAHole().json());
    assertThat(report.get("job").textValue(), is("reconcile"));
    assertThat(report.get("started").textValue(), is("2026-11-21T05:00:00.123Z"));
    assertThat(report.get("exitCode").intValue(), is(4));
    assertThat(report.at("/totals/expected").intValue(), is(30 * 3 * 400 + 1));
    assertThat(report.at("/totals/missing").intValue(), is(300));
    assertThat(report.at("/totals/mismatched").intValue(), is(1));
    assertThat(report.at("/totals/unexpected").intValue(), is(2));
    assertThat(report.at("/totals/duplicated").intValue(), is(3));
    assertThat(report.at("/days/2026-11-13/missing").intValue(), is(300));
    assertThat(report.at("/daysByEvent/2026-11-13/Link Clicked/missing").intValue(), is(300));
    assertThat(report.at("/daysByEvent/2026-11-13/Email Sent/missing").intValue(), is(0));
    assertThat(report.at("/campaigns/sale/missing").intValue(), is(300));
    assertThat(report.at("/campaignNames/sale").textValue(), is("Black Friday"));
  }

  @Test
  void whatIsExpectedHasAFunnelThatAddsUp() throws Exception {
    ReconcileCounts counts = new ReconcileCounts();
    counts.add("2026-11-13", "Email Sent", Finding.MATCHED, 1);
    counts.add("2026-11-13", "Email Sent", Finding.MISSING, 1);
    JsonNode report = JSON.readTree(ReconcileReports.with(counts, List.of()).json());
    assertThat(
        report.get("funnel"),
        is(
            JSON.readTree(
                """
                {"read":5,"invalid":1,"outside_window":0,"not_identified":2,"identified_later":0,
                 "suppressed":0,"duplicate":0,"expected":2}
                """)));
    assertThat(report.at("/contacts/read").intValue(), is(25));
    assertThat(report.at("/deadLetters/bad_time").intValue(), is(1));
    assertThat("nothing was to be sent again", report.has("resent"), is(false));
    JsonNode resent = JSON.readTree(ReconcileReports.stopped(true).json()).get("resent");
    assertThat(
        resent,
        is(
            JSON.readTree(
                "{\"sent\":2,\"undelivered\":0,\"heldBack\":0,\"integrations\":{\"All\":false}}")));
  }

  @Test
  void aWindowWithoutAnythingHasZerosAndNoParts() throws Exception {
    JsonNode report = JSON.readTree(ReconcileReports.empty().json());
    assertThat(report.at("/totals/expected").intValue(), is(0));
    assertThat(report.at("/totals/expected").isInt(), is(true));
    assertThat(report.get("events").size(), is(0));
    assertThat(report.get("campaigns").size(), is(0));
  }

  @Test
  void thePageHasTheWorstCampaignsFirst() throws Exception {
    JsonNode page = JSON.readTree(ReconcileReports.withAHole().pageJson());
    assertThat(
        page.get("campaigns").valueStream().map(c -> c.get("id").textValue()).toList(),
        contains("sale", "elsewhere", "digest"));
  }

  @Test
  void thePageHasNoMoreCampaignsThanAnybodyReadsAndTheFileHasAll() throws Exception {
    ReconcileCounts counts = new ReconcileCounts();
    int many = ReconcileReport.CAMPAIGNS_ON_PAGE + 1;
    for (int i = 0; i < many; i++) {
      counts.addCampaign("campaign-" + i, Finding.MATCHED, 1);
    }
    counts.addCampaign("zzz", Finding.MISSING, 1);
    ReconcileReport report = ReconcileReports.with(counts, List.of());
    JsonNode page = JSON.readTree(report.pageJson());
    assertThat(page.get("campaigns").size(), is(ReconcileReport.CAMPAIGNS_ON_PAGE));
    assertThat(page.at("/campaigns/0/name").textValue(), is("zzz"));
    assertThat(page.get("campaignCount").intValue(), is(many + 1));
    assertThat(JSON.readTree(report.json()).get("campaigns").size(), is(many + 1));
  }

  /** "Bound what the page lists, say how many more there are"; the same goes for the file. */
  @Test
  void ofVeryManyCampaignsTheFileHasTheWorstAndSaysHowManyMoreThereAre() throws Exception {
    ReconcileCounts counts = new ReconcileCounts();
    int many = ReconcileReport.CAMPAIGNS_IN_FILE + 3;
    for (int i = 0; i < many; i++) {
      counts.addCampaign("campaign-" + i, "Email Sent", Finding.MATCHED, 1_000_000);
      counts.nameCampaign("campaign-" + i, "No. " + i);
    }
    counts.addCampaign("zzz", "Email Sent", Finding.MISSING, 1);
    counts.addCampaign("zzzz", "Email Sent", Finding.DUPLICATED, 1);
    JsonNode report = JSON.readTree(ReconcileReports.with(counts, List.of()).json());
    assertThat(report.get("campaigns").size(), is(ReconcileReport.CAMPAIGNS_IN_FILE));
    assertThat(report.get("campaignsLeftOut").intValue(), is(5));
    assertThat(report.at("/campaigns/zzz/missing").intValue(), is(1));
    assertThat(report.at("/campaigns/zzzz/duplicated").intValue(), is(1));
    assertThat(report.at("/campaigns/campaign-0/expected").intValue(), is(1_000_000));
    assertThat(report.get("campaignNames").size(), is(ReconcileReport.CAMPAIGNS_IN_FILE - 2));
    JsonNode page = JSON.readTree(ReconcileReports.with(counts, List.of()).pageJson());
    assertThat(page.get("campaignCount").intValue(), is(many + 2));
    assertThat(
        page.get("campaigns").valueStream().map(c -> c.get("id").textValue()).limit(2).toList(),
        contains("zzz", "zzzz"));
  }

  @Test
  void noAddressReachesThePage() {
    ReconcileCounts counts = new ReconcileCounts();
    counts.addCampaign("for rita@example.com", Finding.MISSING, 1);
    String page =
        ReconcileReports.with(counts, List.of(ReconcileReports.missingSample())).pageJson();
    assertThat(page, not(containsString("rita")));
    assertThat(page, not(containsString("reader")));
    assertThat(page, containsString("r***@example.com"));
  }

  @Test
  void bothFilesAreWritten() throws Exception {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
    ReconcileReport report = ReconcileReports.withAHole();
    ReportFiles.write(folder.toString(), report.json(), report.pageJson());
    assertThat(Files.readString(folder.resolve("report.json")), is(report.json()));
    assertThat(
        Files.readString(folder.resolve("report.html")),
        containsString(report.pageJson().replace("<", "\\u003c")));
  }

  private static List<String> keys(JsonNode node) {
    return node.properties().stream().map(Map.Entry::getKey).toList();
  }
}
