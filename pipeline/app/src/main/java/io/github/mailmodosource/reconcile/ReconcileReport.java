package io.github.mailmodosource.reconcile;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mailmodosource.coding.MaskedText;
import io.github.mailmodosource.match.Finding;
import io.github.mailmodosource.metrics.Outcome;
import io.github.mailmodosource.report.ReportJson;
import io.github.mailmodosource.report.RunReport;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One run of {@code reconcile} in figures. {@code report.json} has, after the head of every report:
 *
 * <ul>
 *   <li>{@code since}, {@code until}: the period that was judged, if it has these ends;
 *   <li>{@code totals}: {@code expected matched missing mismatched unexpected duplicated};
 *   <li>{@code events}, {@code days}, {@code campaigns}: a name to the same six; {@code
 *       campaignsLeftOut}: how many campaigns there are besides, if not all are listed;
 *   <li>{@code daysByEvent}: a day to an event to the same six, for the picture;
 *   <li>{@code campaignNames}: the key of a campaign to what people call it, where that is known;
 *   <li>{@code funnel}: where the rows of the activity went: {@code read = invalid + outside_window
 *       + not_identified + identified_later + suppressed + duplicate + expected};
 *   <li>{@code contacts}, {@code deadLetters}: as {@code send} has them;
 *   <li>{@code warnings}, with an example of each kind, as {@code send} has them, and {@code
 *       lost_to_column_type}: values that a column's type cannot hold;
 *   <li>{@code resent}: {@code sent}, {@code undelivered}, {@code heldBack} and the {@code
 *       integrations}, and {@code resumed}, how many of the sent an earlier attempt had sent, if
 *       what is missing was to be sent again;
 *   <li>{@code noTables}: true if the warehouse has none of the seven; {@code tablesBegin}: when
 *       they begin, if that is after the first activity that was judged;
 *   <li>{@code counts}: see {@link MailmodoComparison}, if Mailmodo's totals were given.
 * </ul>
 *
 * @param run what was counted on the way
 * @param resending null if what is missing was not to be sent again
 * @param noTables whether the warehouse has none of the seven tables
 * @param tablesBegin null unless it is after the first activity that was judged
 * @param since start of the judged period, inclusive; null if it has none
 * @param until end of the judged period, exclusive; null if it has none
 * @param samples for the page alone: some events of each kind
 * @param mailmodo null if Mailmodo's totals were not given
 */
public record ReconcileReport(
    RunReport run,
    @Nullable Resending resending,
    boolean noTables,
    @Nullable Instant tablesBegin,
    @Nullable Instant since,
    @Nullable Instant until,
    ReconcileCounts counts,
    List<FindingSample> samples,
    @Nullable MailmodoComparison mailmodo) {

  /** Where a row can end that is not compared. */
  private static final Set<Outcome> BEFORE_COMPARISON =
      EnumSet.complementOf(EnumSet.of(Outcome.READ, Outcome.SENT, Outcome.UNDELIVERED));

  /** More campaigns than anybody reads only make the page heavy. */
  static final int CAMPAIGNS_ON_PAGE = 500;

  /** The worst; of a million, the file could not be read any more, nor written. */
  static final int CAMPAIGNS_IN_FILE = 10_000;

  /** The report with the exit code that the run came to. */
  public ReconcileReport withExitCode(int code) {
    return new ReconcileReport(
        run.withExitCode(code),
        resending,
        noTables,
        tablesBegin,
        since,
        until,
        counts,
        samples,
        mailmodo);
  }

  /** The text of {@code report.json}. */
  public String json() {
    ObjectNode root = withoutCampaigns();
    List<CampaignCounts.Campaign> listed =
        counts.campaigns().worst(CAMPAIGNS_IN_FILE).stream()
            .sorted(Comparator.comparing(CampaignCounts.Campaign::key))
            .toList();
    ObjectNode campaigns = root.putObject("campaigns");
    listed.forEach(campaign -> put(campaigns.putObject(campaign.key()), campaign.found()));
    if (listed.size() < counts.campaigns().size()) {
      root.put("campaignsLeftOut", counts.campaigns().size() - listed.size());
    }
    putDaysByEvent(root);
    ObjectNode names = root.putObject("campaignNames");
    listed.stream()
        .filter(CampaignCounts.Campaign::hasName)
        .forEach(campaign -> names.put(campaign.key(), campaign.name()));
    putRows(root);
    if (mailmodo != null) {
      mailmodo.put(root.putObject("counts"), CAMPAIGNS_IN_FILE);
    }
    ReportJson.putNotes(root, run);
    return ReportJson.file(root);
  }

  /**
   * What the page shows: the report, with the worst campaigns as a list ({@code name}, {@code id},
   * then the six), worst first, and the samples. E-mail addresses are masked.
   */
  public String pageJson() {
    ObjectNode root = withoutCampaigns();
    putDaysByEvent(root);
    ArrayNode campaigns = root.putArray("campaigns");
    for (CampaignCounts.Campaign campaign : counts.campaigns().worst(CAMPAIGNS_ON_PAGE)) {
      ObjectNode node = campaigns.addObject();
      node.put("name", MaskedText.of(campaign.name()));
      node.put("id", MaskedText.of(campaign.key()));
      put(node, campaign.found());
    }
    root.put("campaignCount", counts.campaigns().size());
    putRows(root);
    if (mailmodo != null) {
      mailmodo.putOnPage(root.putObject("counts"), CAMPAIGNS_ON_PAGE);
    }
    ReportJson.putNotes(root, run);
    ArrayNode list = root.putArray("samples");
    samples.forEach(sample -> put(list.addObject(), sample));
    return ReportJson.compact(root);
  }

  private ObjectNode withoutCampaigns() {
    // What was sent again had an outcome in the comparison before.
    ObjectNode root = ReportJson.head(run, run.funnel().left(BEFORE_COMPARISON));
    if (since != null) {
      root.put("since", ReportJson.millis(since));
    }
    if (until != null) {
      root.put("until", ReportJson.millis(until));
    }
    if (noTables) {
      root.put("noTables", true);
    }
    if (tablesBegin != null) {
      root.put("tablesBegin", ReportJson.millis(tablesBegin));
    }
    put(root.putObject("totals"), counts.totals());
    putAll(root.putObject("events"), counts.events());
    putAll(root.putObject("days"), counts.days());
    return root;
  }

  private void putRows(ObjectNode root) {
    ObjectNode funnel = root.putObject("funnel");
    funnel.put(Outcome.READ.key(), run.funnel().get(Outcome.READ));
    BEFORE_COMPARISON.forEach(outcome -> funnel.put(outcome.key(), run.funnel().get(outcome)));
    funnel.put(Finding.EXPECTED.key(), counts.get(Finding.EXPECTED));
    ReportJson.putContacts(root, run);
    ReportJson.putAll(root.putObject("deadLetters"), run.deadLetters());
    if (resending != null) {
      putResending(root.putObject("resent"), resending);
    }
    ReportJson.putWarnings(root, run);
  }

  private void putResending(ObjectNode node, Resending resending) {
    for (Outcome outcome : List.of(Outcome.SENT, Outcome.UNDELIVERED)) {
      node.put(outcome.key(), run.funnel().get(outcome));
    }
    if (run.resumed() > 0) {
      node.put("resumed", run.resumed());
    }
    node.put("heldBack", resending.heldBack());
    node.set("integrations", ReportJson.tree(resending.integrations()));
  }

  private void putDaysByEvent(ObjectNode root) {
    ObjectNode days = root.putObject("daysByEvent");
    counts.daysByEvent().forEach((day, events) -> putAll(days.putObject(day), events));
  }

  private static void putAll(ObjectNode node, SortedMap<String, Map<Finding, Long>> counts) {
    counts.forEach((name, found) -> put(node.putObject(name), found));
  }

  private static void put(ObjectNode node, Map<Finding, Long> found) {
    found.forEach((finding, count) -> node.put(finding.key(), count));
  }

  private static void put(ObjectNode node, FindingSample sample) {
    node.put("finding", sample.finding().key());
    node.put("event", sample.event());
    node.put("messageId", sample.messageId());
    node.put("day", sample.day());
    node.put("campaign", sample.campaign());
    ObjectNode expected = node.putObject("expected");
    sample.expected().forEach(expected::put);
    ObjectNode actual = node.putObject("actual");
    sample.actual().forEach(actual::put);
  }
}
