package io.github.mailmodosource.reconcile;

import io.github.mailmodosource.match.Finding;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many events {@code reconcile} found to be what: in total, by event, by day, by both, and by
 * campaign. {@code EXPECTED} is counted here, so that it cannot differ from what it is made of:
 * {@code expected = matched + missing + mismatched}.
 */
public final class ReconcileCounts {
  /** The campaign of events that name none. */
  public static final String NO_CAMPAIGN = "none";

  private final Map<Finding, Long> totals = zeros();
  private final SortedMap<String, Map<Finding, Long>> events = new TreeMap<>();
  private final SortedMap<String, Map<Finding, Long>> days = new TreeMap<>();
  private final SortedMap<String, SortedMap<String, Map<Finding, Long>>> daysByEvent =
      new TreeMap<>();
  private final CampaignCounts campaigns = new CampaignCounts();
  private @Nullable Map<String, List<String>> campaignKeysByName;

  /**
   * Adds events of one kind and day.
   *
   * @param day of the activity in UTC: {@code 2026-11-20}
   * @param finding any but {@code EXPECTED}
   */
  public void add(String day, String event, Finding finding, long count) {
    merge(totals, finding, count);
    merge(events.computeIfAbsent(event, e -> zeros()), finding, count);
    merge(days.computeIfAbsent(day, d -> zeros()), finding, count);
    merge(
        daysByEvent.computeIfAbsent(day, d -> new TreeMap<>()).computeIfAbsent(event, e -> zeros()),
        finding,
        count);
  }

  /**
   * Adds the same events once more, under their campaign.
   *
   * @param campaign {@code campaign_id}, else {@code campaign_name}, else {@link #NO_CAMPAIGN}
   */
  public void addCampaign(String campaign, Finding finding, long count) {
    addCampaign(campaign, "", finding, count);
  }

  /** Adds events of one campaign and kind: to the campaign, and to this event of it. */
  public void addCampaign(String campaign, String event, Finding finding, long count) {
    campaigns.add(campaign, event, finding, count);
  }

  /** How many events of a campaign were found to be what. */
  long ofCampaign(String campaign, String event, Finding finding) {
    if (finding != Finding.EXPECTED) {
      return campaigns.get(campaign, event, finding);
    }
    return campaigns.get(campaign, event, Finding.MATCHED)
        + campaigns.get(campaign, event, Finding.MISSING)
        + campaigns.get(campaign, event, Finding.MISMATCHED);
  }

  /** Under which keys a campaign of this id, or else of this name, is counted. */
  List<String> campaignKeys(String id, String name) {
    if (campaigns.has(id)) {
      return List.of(id);
    }
    if (!id.isEmpty()) {
      // Names are not unique, so another id with this name is another campaign.
      return campaigns.has(name) ? List.of(name) : List.of();
    }
    Map<String, List<String>> keys = campaignKeysByName;
    if (keys == null) {
      keys = campaigns.keysByName();
      campaignKeysByName = keys;
    }
    return keys.getOrDefault(name, List.of());
  }

  /** What people call a campaign that is counted under its id. */
  public void nameCampaign(String campaign, String name) {
    campaigns.name(campaign, name);
  }

  public long get(Finding finding) {
    return totals.getOrDefault(finding, 0L);
  }

  Map<Finding, Long> totals() {
    return totals;
  }

  SortedMap<String, Map<Finding, Long>> events() {
    return events;
  }

  SortedMap<String, Map<Finding, Long>> days() {
    return days;
  }

  SortedMap<String, SortedMap<String, Map<Finding, Long>>> daysByEvent() {
    return daysByEvent;
  }

  CampaignCounts campaigns() {
    return campaigns;
  }

  static void merge(Map<Finding, Long> counts, Finding finding, long count) {
    switch (finding) {
      case EXPECTED ->
          throw new IllegalArgumentException("expected is what matched, missing, mismatched make");
      case MATCHED, MISSING, MISMATCHED -> {
        counts.merge(Finding.EXPECTED, count, Long::sum);
        counts.merge(finding, count, Long::sum);
      }
      case UNEXPECTED, DUPLICATED -> counts.merge(finding, count, Long::sum);
    }
  }

  private static Map<Finding, Long> zeros() {
    Map<Finding, Long> counts = new EnumMap<>(Finding.class);
    for (Finding finding : Finding.values()) {
      counts.put(finding, 0L);
    }
    return counts;
  }
}
