package io.github.mailmodosource.reconcile;

import io.github.mailmodosource.coding.MaskedText;
import io.github.mailmodosource.match.Finding;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One event that is not as it should be, to look at: the columns that it should have beside those
 * that it has. E-mail addresses are masked when it is made, so that none can reach a page.
 *
 * @param finding what is wrong with it
 * @param day of the activity in UTC; empty if unknown
 * @param campaign its campaign as people call it; empty if it has none
 * @param expected column to value; empty if the event is unexpected
 * @param actual column to value; empty if the event is missing
 */
public record FindingSample(
    Finding finding,
    String event,
    String messageId,
    String day,
    String campaign,
    Map<String, String> expected,
    Map<String, String> actual) {

  public FindingSample {
    // A row that is not ours may have anything for an id.
    messageId = MaskedText.of(messageId);
    campaign = MaskedText.of(campaign);
    expected = masked(expected);
    actual = masked(actual);
  }

  private static Map<String, String> masked(Map<String, String> columns) {
    Map<String, String> masked = new LinkedHashMap<>();
    columns.forEach((column, value) -> masked.put(column, MaskedText.of(column, value)));
    return Collections.unmodifiableMap(masked);
  }

  @Override
  public String toString() {
    return "FindingSample[" + finding + ", " + messageId + "]";
  }
}
