package io.github.mailmodosource.reconcile;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mailmodosource.match.Finding;
import io.github.mailmodosource.reconcile.MailmodoComparison.Figures;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Mailmodo's totals beside ours. */
class MailmodoComparisonTest {
  private static final String SENT = "Email Sent";

  private final ReconcileCounts ours = new ReconcileCounts();

  @Test
  void oursIsWhatIsExpectedAndWhatOfItIsThere() {
    ours.addCampaign("C-1", SENT, Finding.MATCHED, 5);
    ours.addCampaign("C-1", SENT, Finding.MISMATCHED, 2);
    ours.addCampaign("C-1", SENT, Finding.MISSING, 1);
    ours.addCampaign("C-1", SENT, Finding.UNEXPECTED, 100);
    ours.addCampaign("C-1", "Email Opened", Finding.MATCHED, 50);
    assertThat(compare(campaign("C-1", "", 10)).totals(), is(Map.of(SENT, new Figures(10, 8, 7))));
  }

  @Test
  void aCampaignIsKnownByItsIdThoughItsNameIsThatOfOthers() {
    ours.addCampaign("C-1", SENT, Finding.MATCHED, 1);
    ours.addCampaign("C-2", SENT, Finding.MATCHED, 2);
    ours.nameCampaign("C-1", "Test");
    ours.nameCampaign("C-2", "Test");
    assertThat(sent(campaign("C-2", "Test", 0)), is(2L));
    assertThat(sent(campaign("C-3", "Test", 0)), is(0L));
    assertThat(sent(campaign("", "Test", 0)), is(3L));
  }

  @Test
  void activityWithoutAnIdIsCountedUnderTheNameOfItsCampaign() {
    ours.addCampaign("Sale", SENT, Finding.MATCHED, 4);
    assertThat(sent(campaign("C-1", "Sale", 0)), is(4L));
    assertThat(sent(campaign("", "Sale", 0)), is(4L));
  }

  @Test
  void theReportHasTotalsAndCampaignsTheFurthestApartFirst() throws Exception {
    ours.addCampaign("C-1", SENT, Finding.MATCHED, 5);
    ours.addCampaign("C-2", SENT, Finding.MATCHED, 1);
    ReconcileReport without = ReconcileReports.with(ours, List.of());
    ReconcileReport report =
        ReconcileReports.with(
            ours,
            List.of(),
            compare(campaign("C-1", "mail@example.com", 6), campaign("C-2", "", 9)));
    JsonNode json = new ObjectMapper().readTree(report.json()).get("counts");
    assertThat(
        json,
        is(
            new ObjectMapper()
                .readTree(
                    """
                    {"totals":{"Email Sent":{"mailmodo":15,"expected":6,"there":6}},
                     "campaigns":{"C-2":{"Email Sent":{"mailmodo":9,"expected":1,"there":1}},
                                  "C-1":{"Email Sent":{"mailmodo":6,"expected":5,"there":5}}}}
                    """)));
    JsonNode page = new ObjectMapper().readTree(report.pageJson()).at("/counts/campaigns");
    assertThat(page.at("/0/id").textValue(), is("C-2"));
    assertThat(page.at("/1/name").textValue(), is("m***@example.com"));
    assertThat(new ObjectMapper().readTree(without.json()).has("counts"), is(false));
  }

  private MailmodoComparison compare(MailmodoTotals.Campaign... campaigns) {
    return MailmodoComparison.of(new MailmodoTotals(List.of(campaigns)), ours);
  }

  private long sent(MailmodoTotals.Campaign campaign) {
    return compare(campaign).totals().getOrDefault(SENT, new Figures(0, 0, 0)).expected();
  }

  private static MailmodoTotals.Campaign campaign(String id, String name, long sent) {
    return new MailmodoTotals.Campaign(id, name, Map.of(SENT, sent));
  }
}
