package io.github.mailmodosource.match;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.activity.ActivityPeriod;
import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.jdbc.ColumnKind;
import io.github.mailmodosource.warehouse.ColumnDifference;
import io.github.mailmodosource.warehouse.EventColumns;
import io.github.mailmodosource.warehouse.EventTableRead;
import io.github.mailmodosource.warehouse.Expected;
import io.github.mailmodosource.warehouse.ExpectedRow;
import io.github.mailmodosource.warehouse.WarehouseRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract 7: matched, missing, mismatched, unexpected, duplicated. */
class JudgementTest {
  private static final Map<EventType, EventTableRead> TABLES = tables();
  private static final ActivityPeriod ALWAYS = new ActivityPeriod(null, null);

  private final Expected clicked = Expected.clicked("a");

  @Test
  void aRowAsItShouldBeIsMatched() {
    assertThat(kinds(judge(ALWAYS, clicked, row(clicked))), is("MATCHED"));
  }

  @Test
  void anEventWithoutARowIsMissing() {
    assertThat(kinds(judge(ALWAYS, clicked)), is("MISSING"));
  }

  @Test
  void aRowInTheTableOfAnotherEventIsNoMatch() {
    WarehouseRow elsewhere = row(clicked.of(EventType.EMAIL_OPENED));
    assertThat(kinds(judge(ALWAYS, clicked, elsewhere)), is("MISSING UNEXPECTED"));
  }

  @Test
  void aRowWithoutActivityIsUnexpectedAndTellsItsDayAndCampaign() {
    Difference found = judge(ALWAYS, null, row(clicked)).get(0);
    assertThat(found.finding(), is(Finding.UNEXPECTED));
    assertThat(found.event(), is("Link Clicked"));
    assertThat(found.messageId(), is("a"));
    assertThat(found.day(), is("2026-11-20"));
    assertThat(found.campaign(), is("C-1"));
    assertThat(found.campaignName(), is("Winter"));
  }

  @Test
  void anIdThatStandsThereTwiceIsDuplicatedAndMatchedOrMismatchedBesides() {
    WarehouseRow wrong = row(clicked.with("link_url", "https://else.com/"));
    assertThat(kinds(judge(ALWAYS, clicked, row(clicked), row(clicked))), is("MATCHED DUPLICATED"));
    assertThat(kinds(judge(ALWAYS, clicked, wrong, row(clicked))), is("MATCHED DUPLICATED"));
    assertThat(kinds(judge(ALWAYS, clicked, wrong, wrong)), is("MISMATCHED DUPLICATED"));
    assertThat(kinds(judge(ALWAYS, null, wrong, wrong)), is("UNEXPECTED DUPLICATED"));
  }

  @Test
  void ofSeveralRowsTheClosestIsShown() {
    Expected far = clicked.with("link_url", "https://else.com/").from("somebody");
    Expected near = clicked.with("link_url", "https://else.com/");
    assertThat(
        judge(ALWAYS, clicked, row(far), row(near)).get(0).columns(),
        is(List.of(new ColumnDifference("link_url", "https://example.com/", "https://else.com/"))));
  }

  @Test
  void anIdThatWasLoadedAMillionTimesDoesNotFillTheMemory() {
    WarehouseRow[] rows = new WarehouseRow[100];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = row(clicked.with("link_url", "https://example.com/" + i));
    }
    List<Difference> found = judge(ALWAYS, clicked, rows);
    assertThat(kinds(found), is("MISMATCHED DUPLICATED"));
    assertThat(found.get(1).rows(), is(100L));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T03:04:05.677Z, false",
    "2026-11-20T03:04:05.678Z, true",
    "2026-11-21T03:04:05.677Z, true",
    "2026-11-21T03:04:05.678Z, false"
  })
  void aRowIsUnexpectedOnlyIfItsActivityWouldHaveBeenRead(String time, boolean unexpected) {
    ActivityPeriod period =
        ActivityPeriod.of("2026-11-20T03:04:05.678Z", "2026-11-21T03:04:05.678Z");
    assertThat(judge(period, null, row(clicked.at(time))).isEmpty(), is(!unexpected));
  }

  @Test
  void ofAMillisecondThatABoundCutsNothingIsUnexpected() {
    ActivityPeriod period =
        ActivityPeriod.of("2026-11-20T03:04:05.6785Z", "2026-11-21T03:04:05.6785Z");
    assertThat(judge(period, null, row(clicked)), empty());
    assertThat(judge(period, null, row(clicked.at("2026-11-21T03:04:05.678Z"))), empty());
  }

  @Test
  void aRowThatTellsNoTimeIsUnexpected() {
    Map<String, @Nullable Object> columns = new HashMap<>(clicked.columns());
    columns.remove("original_timestamp");
    List<Difference> found =
        judge(ActivityPeriod.of("2030-01-01", null), null, row(EventType.LINK_CLICKED, columns));
    assertThat(found.get(0).day(), is("unknown"));
  }

  /** Whatever is planted is found, and nothing else. */
  @Property(tries = 200)
  void anySetOfDifferencesIsFoundExactly(
      @ForAll @IntRange(min = 0, max = 60) int events, @ForAll long seed) {
    Random random = new Random(seed);
    TreeSet<String> planted = new TreeSet<>();
    TreeSet<String> found = new TreeSet<>();
    for (int i = 0; i < events; i++) {
      String id = "id-" + i;
      EventType type = EventType.values()[random.nextInt(EventType.values().length)];
      Expected event =
          new Expected(
              type,
              id,
              "u" + random.nextInt(5),
              "r@example.com",
              "2026-11-2" + random.nextInt(9) + "T03:04:05.678Z",
              Map.of("campaign_id", "C" + random.nextInt(3)));
      Planted plant = Planted.of(random, event);
      plant.findings().forEach(finding -> planted.add(id + " " + finding));
      judge(ALWAYS, plant.expected() ? event : null, plant.rows().toArray(WarehouseRow[]::new))
          .forEach(difference -> found.add(difference.messageId() + " " + shown(difference)));
    }
    assertThat(found, is(planted));
  }

  /**
   * What is done to one event.
   *
   * @param findings what must be found
   */
  private record Planted(boolean expected, List<WarehouseRow> rows, List<String> findings) {
    static Planted of(Random random, Expected event) {
      List<String> findings = new ArrayList<>();
      int copies = random.nextInt(4);
      boolean expected = random.nextInt(5) > 0;
      String column = random.nextBoolean() ? "campaign_id" : "email_subject";
      boolean wrong = expected && copies > 0 && random.nextInt(3) == 0;
      Expected stored = wrong ? event.with(column, "wrong") : event;
      List<WarehouseRow> rows = new ArrayList<>();
      for (int copy = 0; copy < copies; copy++) {
        rows.add(row(stored));
      }
      if (expected) {
        findings.add(copies == 0 ? "MISSING" : wrong ? "MISMATCHED " + column : "MATCHED");
      } else if (copies > 0) {
        findings.add("UNEXPECTED");
      }
      if (copies > 1) {
        findings.add("DUPLICATED");
      }
      return new Planted(expected, rows, findings);
    }
  }

  private static String shown(Difference difference) {
    return difference.finding() == Finding.MISMATCHED
        ? "MISMATCHED " + difference.columns().get(0).column()
        : difference.finding().name();
  }

  private static String kinds(List<Difference> differences) {
    return String.join(" ", differences.stream().map(d -> d.finding().name()).toList());
  }

  private static List<Difference> judge(
      ActivityPeriod period, @Nullable Expected expected, WarehouseRow... rows) {
    Judgement judgement = new Judgement(TABLES, new JudgedPeriod(period));
    for (WarehouseRow row : rows) {
      judgement.add(row);
    }
    if (expected != null) {
      judgement.expect(ExpectedRow.of(expected.event()));
    }
    return judgement.findings();
  }

  private static WarehouseRow row(Expected stored) {
    return row(stored.type(), stored.columns());
  }

  private static WarehouseRow row(EventType type, Map<String, ? extends @Nullable Object> columns) {
    List<@Nullable String> values = new ArrayList<>();
    for (String column : EventColumns.of(type)) {
      Object value = columns.get(column);
      values.add(value == null ? null : value.toString());
    }
    return new WarehouseRow(type, String.valueOf(columns.get("id")), values);
  }

  private static Map<EventType, EventTableRead> tables() {
    Map<EventType, EventTableRead> tables = new EnumMap<>(EventType.class);
    for (EventType type : EventType.values()) {
      List<String> columns = EventColumns.of(type);
      tables.put(
          type,
          new EventTableRead(
              type,
              "",
              columns,
              Collections.nCopies(columns.size(), ColumnKind.TEXT),
              columns.indexOf("original_timestamp"),
              1));
    }
    return tables;
  }
}
