package io.github.mailmodosource.warehouse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.jdbc.ColumnKind;
import java.util.ArrayList;
import java.util.Collections;
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
            Collections.nCopies(5, ColumnKind.TEXT),
            4,
            1);
    assertThat(
        Comparison.of(ExpectedRow.of(clicked.event()), table, row(table, clicked.columns()))
            .differences()
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

  /** "Values compare as that type would show them." */
  @ParameterizedTest
  @CsvSource({
    "INSTANT, 2026-11-03, 2026-11-03T00:00:00.000Z",
    "LOCAL_TIME, 2026-11-03 04:05:06, 2026-11-03T04:05:06.000Z",
    "INSTANT, 20261103, 2026-11-03T00:00:00.000Z",
    "DATE, 2026-11-03T04:05:06Z, 2026-11-03",
    "INTEGER, 007, 7",
    "INTEGER, 7.0, 7",
    "NUMBER, 1.10, 1.1",
    "NUMBER, 1e5, 100000",
    "NUMBER, 12345678901234567890, 12345678901234567890",
    "FLOATING, 12345678901234567, 12345678901234568",
    "FLOATING, 1234567.891, 1234567.9",
    "FLOATING, NaN, NaN",
    "BOOLEAN, Yes, true",
    "BOOLEAN, 0, false",
    "TEXT, 007, 007"
  })
  void aValueIsShownAsTheTypeOfTheFirstOneShowsIt(ColumnKind type, String sent, String shown) {
    assertThat(typed(type, sent, shown).differences(), empty());
  }

  @ParameterizedTest
  @CsvSource({
    "INSTANT, 2026-11-03, 2026-11-04T00:00:00.000Z",
    "INSTANT, 2026-11-03,",
    "INTEGER, 007, 8",
    "INTEGER, 7,",
    "NUMBER, 1.10, 1.01",
    "FLOATING, 12345678901234567, 12345678901234570",
    "BOOLEAN, true, false",
    "BOOLEAN, true,",
    "TEXT, 007, 7",
    "TEXT, 2026-11-03, 2026-11-03T00:00:00.000Z",
    "TEXT, true, t",
    "TEXT, Autumn,"
  })
  void anotherValueDiffersInEveryType(ColumnKind type, String sent, @Nullable String shown) {
    assertThat(
        typed(type, sent, shown).differences(),
        is(List.of(new ColumnDifference("campaign_name", sent, shown))));
  }

  /** What the type cannot hold leaves the cell empty, for ever: lost, but no difference. */
  @ParameterizedTest
  @CsvSource({
    "INSTANT, Autumn",
    "LOCAL_TIME, 20261103",
    "DATE, Autumn",
    "INTEGER, Autumn",
    "INTEGER, 7.5",
    "INTEGER, 12345678901234567890",
    "NUMBER, 1e5",
    "FLOATING, twelve",
    "BOOLEAN, Autumn"
  })
  void whatTheTypeCannotHoldIsLostAndNoDifference(ColumnKind type, String sent) {
    Comparison lost = typed(type, sent, null);
    assertThat(lost.differences(), empty());
    assertThat(lost.lost(), is(List.of(new ColumnDifference("campaign_name", sent, null))));
    assertThat(typed(type, sent, "else").differences().size(), is(1));
  }

  @Test
  void theTimeThatWasSentIsNeverExcused() {
    EventTableRead table = table(EventColumns.of(EventType.LINK_CLICKED), ColumnKind.INTEGER);
    Map<String, @Nullable Object> stored = new HashMap<>(clicked.columns());
    stored.put("original_timestamp", null);
    assertThat(
        compared(clicked, table, stored).differences(),
        is(List.of(new ColumnDifference("original_timestamp", clicked.time(), null))));
  }

  /** With {@code --extraProperties=keep}; as text, a number has the form that Segment gives it. */
  @ParameterizedTest
  @CsvSource({"1.10, 1.1", "1e21, 1e+21", "true, t", "true, 1"})
  void aNumberOrABooleanMayBeStoredAsText(String sent, String stored) {
    Object value = sent.equals("true") ? true : Double.valueOf(sent);
    assertThat(differences(clicked.with("colour", value), Map.of("colour", stored)), empty());
    assertThat(
        "a text is what it is",
        differences(clicked.with("colour", sent), Map.of("colour", stored)).size(),
        is(1));
  }

  /** The campaign's name in a column of that type; all others are as they should be. */
  private Comparison typed(ColumnKind type, String sent, @Nullable String shown) {
    List<String> columns = EventColumns.of(EventType.LINK_CLICKED);
    List<ColumnKind> kinds = new ArrayList<>(Collections.nCopies(columns.size(), ColumnKind.TEXT));
    kinds.set(columns.indexOf("campaign_name"), type);
    Map<String, @Nullable Object> stored = new HashMap<>(clicked.columns());
    stored.put("campaign_name", shown);
    return compared(
        clicked.with("campaign_name", sent),
        new EventTableRead(EventType.LINK_CLICKED, "", columns, kinds, 4, 1),
        stored);
  }

  private static EventTableRead table(List<String> columns, ColumnKind kind) {
    return new EventTableRead(
        EventType.LINK_CLICKED, "", columns, Collections.nCopies(columns.size(), kind), 4, 1);
  }

  private static List<ColumnDifference> differences(
      Expected expected, Map<String, ? extends @Nullable String> changes) {
    List<String> columns = new ArrayList<>(EventColumns.of(expected.type()));
    columns.add("colour");
    EventTableRead table = table(columns, ColumnKind.TEXT);
    Map<String, @Nullable Object> stored = new HashMap<>(expected.columns());
    stored.putAll(changes);
    return compared(expected, table, stored).differences();
  }

  private static Comparison compared(
      Expected expected, EventTableRead table, Map<String, ? extends @Nullable Object> stored) {
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
