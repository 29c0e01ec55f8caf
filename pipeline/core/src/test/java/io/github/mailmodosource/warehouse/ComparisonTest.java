package io.github.mailmodosource.warehouse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.activity.EventType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract 7: what differs, and what only looks as if it did. */
class ComparisonTest {
  private final Expected clicked = Expected.clicked("a");

  @Test
  void aRowAsSegmentLoadsItDoesNotDiffer() {
    assertThat(differences(clicked, Map.of()), empty());
  }

  @Test
  void aColumnThatDiffersIsNamedWithBothValues() {
    assertThat(
        differences(clicked, Map.of("user_id", "somebody")),
        is(List.of(new ColumnDifference("user_id", "97980cfea0067", "somebody"))));
  }

  @Test
  void spacesAndCapitalsCount() {
    assertThat(
        differences(clicked, Map.of("campaign_name", "Winter ")),
        is(List.of(new ColumnDifference("campaign_name", "Winter", "Winter "))));
    assertThat(
        differences(clicked, Map.of("campaign_name", "winter")),
        is(List.of(new ColumnDifference("campaign_name", "Winter", "winter"))));
  }

  @Test
  void aValueThatIsMissingDiffers() {
    Map<String, @Nullable String> change = new HashMap<>();
    change.put("link_url", null);
    assertThat(
        differences(clicked, change),
        is(List.of(new ColumnDifference("link_url", "https://example.com/", null))));
  }

  @Test
  void aValueThatShouldNotBeThereDiffers() {
    assertThat(
        differences(clicked, Map.of("link_id", "L-9")),
        is(List.of(new ColumnDifference("link_id", null, "L-9"))));
  }

  @Test
  void inAColumnThatDoesNotExistNoValueEverCame() {
    EventTableRead table =
        new EventTableRead(
            EventType.LINK_CLICKED,
            "",
            List.of("event", "event_text", "user_id", "context_traits_email", "original_timestamp"),
            4,
            1);
    assertThat(
        Comparison.of(ExpectedRow.of(clicked.event()), table, row(table, clicked.columns()))
            .stream()
            .map(ColumnDifference::column)
            .sorted()
            .toList(),
        is(List.of("campaign_id", "campaign_name", "link_url")));
  }

  @Test
  void aColumnOfNobodysPropertyIsComparedOnlyIfTheEventHasIt() {
    assertThat(differences(clicked, Map.of("colour", "red")), empty());
    assertThat(
        differences(clicked.with("colour", "blue"), Map.of("colour", "red")),
        is(List.of(new ColumnDifference("colour", "blue", "red"))));
  }

  @ParameterizedTest
  @CsvSource({"true", "t", "1", "yes", "TRUE"})
  void aBooleanMayBeStoredAsTextOrNumber(String stored) {
    Expected bounced =
        clicked.of(EventType.EMAIL_BOUNCED).without("link_url").with("is_hard_bounce", true);
    assertThat(differences(bounced, Map.of("is_hard_bounce", stored)), empty());
    Expected soft = bounced.with("is_hard_bounce", false);
    assertThat(
        differences(soft, Map.of("is_hard_bounce", stored)),
        is(List.of(new ColumnDifference("is_hard_bounce", "false", stored))));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20 03:04:05.678",
    "2026-11-20 03:04:05.678+00",
    "2026-11-20T04:04:05.678999+01:00",
    "1795143845678"
  })
  void aTimeMayBeStoredAsText(String stored) {
    assertThat(differences(clicked, Map.of("original_timestamp", stored)), empty());
  }

  @ParameterizedTest
  @CsvSource({"2026-11-20T03:04:05.677Z", "2026-11-20 04:04:05.678", "yesterday"})
  void aTimeDiffersFromAMillisecondOn(String stored) {
    assertThat(
        differences(clicked, Map.of("original_timestamp", stored)),
        is(
            List.of(
                new ColumnDifference("original_timestamp", "2026-11-20T03:04:05.678Z", stored))));
  }

  private static List<ColumnDifference> differences(
      Expected expected, Map<String, ? extends @Nullable String> changes) {
    List<String> columns = new ArrayList<>(EventColumns.of(expected.type()));
    columns.add("colour");
    EventTableRead table = new EventTableRead(expected.type(), "", columns, 4, 1);
    Map<String, @Nullable Object> stored = new HashMap<>(expected.columns());
    stored.putAll(changes);
    return Comparison.of(ExpectedRow.of(expected.event()), table, row(table, stored));
  }

  private static WarehouseRow row(
      EventTableRead table, Map<String, ? extends @Nullable Object> stored) {
    List<@Nullable String> values = new ArrayList<>();
    for (String column : table.columns()) {
      Object value = stored.get(column);
      values.add(value == null ? null : value.toString());
    }
    return new WarehouseRow(table.type(), "a", values);
  }
}
