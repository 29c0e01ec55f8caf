package io.github.mailmodosource.match;

import io.github.mailmodosource.coding.MaskedText;
import io.github.mailmodosource.warehouse.ColumnDifference;
import java.util.List;

/**
 * What is found of one id.
 *
 * @param event the event's name: {@code Link Clicked}
 * @param day of the activity in UTC: {@code 2026-11-20}; {@value #UNKNOWN_DAY} if the row tells
 *     none
 * @param campaign {@code campaign_id}, else {@code campaign_name}, else {@value #NO_CAMPAIGN}
 * @param campaignName what people call it; empty if that is not known
 * @param columns what differs; for {@code MISSING} and {@code UNEXPECTED} all there is to compare
 * @param rows how many rows have this id
 */
public record Difference(
    Finding finding,
    String event,
    String messageId,
    String day,
    String campaign,
    String campaignName,
    List<ColumnDifference> columns,
    long rows) {
  static final String UNKNOWN_DAY = "unknown";
  static final String NO_CAMPAIGN = "none";

  public Difference {
    columns = List.copyOf(columns);
  }

  /** Without the columns that do not differ from anything: there is no other side. */
  Difference brief() {
    return finding == Finding.MISMATCHED
        ? this
        : new Difference(finding, event, messageId, day, campaign, campaignName, List.of(), rows);
  }

  /** Runners log elements when they are told to: neither campaign nor columns. */
  @Override
  public String toString() {
    return "Difference[" + finding + ", " + event + ", " + MaskedText.of(messageId) + "]";
  }
}
