package io.github.mailmodosource.match;

import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.coding.UtcTime;
import io.github.mailmodosource.warehouse.ColumnDifference;
import io.github.mailmodosource.warehouse.Comparison;
import io.github.mailmodosource.warehouse.EventColumns;
import io.github.mailmodosource.warehouse.EventTableRead;
import io.github.mailmodosource.warehouse.ExpectedRow;
import io.github.mailmodosource.warehouse.TimeText;
import io.github.mailmodosource.warehouse.WarehouseRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is found of one id, of which the expected event and the rows come one by one in any order.
 *
 * <p>An id that stands there more than once matches if one of its rows is right; else the row with
 * the fewest differences is shown. Of the rows of one table {@value #ROWS_KEPT} different ones are
 * held, so that an id that was loaded a million times does not fill the memory.
 */
final class Judgement {
  private static final int ROWS_KEPT = 16;

  private final Map<EventType, EventTableRead> tables;
  private final JudgedPeriod period;
  private final Map<EventType, Rows> rows = new EnumMap<>(EventType.class);
  private List<ColumnDifference> lost = List.of();
  private @Nullable ExpectedRow expected;

  /** The rows that one table has of the id. */
  private static final class Rows {
    private final List<WarehouseRow> different = new ArrayList<>(1);
    private long count;

    void add(WarehouseRow row) {
      count++;
      if (different.size() < ROWS_KEPT && !different.contains(row)) {
        different.add(row);
      }
    }
  }

  Judgement(Map<EventType, EventTableRead> tables, JudgedPeriod period) {
    this.tables = tables;
    this.period = period;
  }

  void expect(ExpectedRow row) {
    expected = row;
  }

  void add(WarehouseRow row) {
    rows.computeIfAbsent(row.type(), type -> new Rows()).add(row);
  }

  /** All that is found, {@code MATCHED} included; nothing if what there is cannot be judged. */
  List<Difference> findings() {
    List<Difference> findings = new ArrayList<>(1);
    ExpectedRow event = expected;
    if (event != null) {
      Rows own = rows.remove(event.type());
      if (own == null) {
        findings.add(ofExpected(Finding.MISSING, event, allOf(event), 0));
      } else {
        Comparison closest = closest(event, own);
        List<ColumnDifference> differences = closest.differences();
        lost = closest.lost();
        Finding finding = differences.isEmpty() ? Finding.MATCHED : Finding.MISMATCHED;
        findings.add(ofExpected(finding, event, differences, own.count));
        if (own.count > 1) {
          findings.add(ofExpected(Finding.DUPLICATED, event, List.of(), own.count));
        }
      }
    }
    rows.forEach((type, found) -> addUnexpected(type, found, findings));
    return findings;
  }

  /** Which columns are empty because their type cannot hold the value; after the findings. */
  List<ColumnDifference> lost() {
    return lost;
  }

  private Comparison closest(ExpectedRow event, Rows own) {
    Comparison closest = null;
    for (WarehouseRow row : own.different) {
      Comparison compared = Comparison.of(event, table(event.type()), row);
      if (closest == null || compared.differences().size() < closest.differences().size()) {
        closest = compared;
      }
    }
    return closest == null ? new Comparison(List.of(), List.of()) : closest;
  }

  private void addUnexpected(EventType type, Rows found, List<Difference> findings) {
    WarehouseRow row = found.different.get(0);
    EventTableRead table = table(type);
    Instant time =
        table.timeColumn() < 0 ? null : TimeText.parse(row.values().get(table.timeColumn()));
    if (!period.contains(time)) {
      return;
    }
    findings.add(ofRow(Finding.UNEXPECTED, row, time, allOf(row, table), found.count));
    if (found.count > 1) {
      findings.add(ofRow(Finding.DUPLICATED, row, time, List.of(), found.count));
    }
  }

  private EventTableRead table(EventType type) {
    EventTableRead table = tables.get(type);
    if (table == null) {
      throw new IllegalStateException("a row of " + type + " without its table");
    }
    return table;
  }

  private static List<ColumnDifference> allOf(ExpectedRow event) {
    return event.columns().entrySet().stream()
        .map(column -> new ColumnDifference(column.getKey(), column.getValue(), null))
        .toList();
  }

  private static List<ColumnDifference> allOf(WarehouseRow row, EventTableRead table) {
    List<ColumnDifference> columns = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      if (row.values().get(i) != null) {
        columns.add(new ColumnDifference(table.columns().get(i), null, row.values().get(i)));
      }
    }
    return columns;
  }

  private static Difference ofExpected(
      Finding finding, ExpectedRow event, List<ColumnDifference> columns, long rows) {
    String time = event.get(EventColumns.ORIGINAL_TIMESTAMP);
    return new Difference(
        finding,
        event.type().eventName(),
        event.messageId(),
        time == null ? Difference.UNKNOWN_DAY : day(time),
        campaign(event.get(EventColumns.CAMPAIGN_ID), event.get(EventColumns.CAMPAIGN_NAME)),
        orEmpty(event.get(EventColumns.CAMPAIGN_NAME)),
        columns,
        rows);
  }

  private Difference ofRow(
      Finding finding,
      WarehouseRow row,
      @Nullable Instant time,
      List<ColumnDifference> columns,
      long rows) {
    String name = value(row, EventColumns.CAMPAIGN_NAME);
    return new Difference(
        finding,
        row.type().eventName(),
        row.id(),
        time == null ? Difference.UNKNOWN_DAY : day(UtcTime.format(time)),
        campaign(value(row, EventColumns.CAMPAIGN_ID), name),
        orEmpty(name),
        columns,
        rows);
  }

  private @Nullable String value(WarehouseRow row, String column) {
    int place = table(row.type()).placeOf(column);
    return place < 0 ? null : row.values().get(place);
  }

  private static String day(String time) {
    return time.split("T", 2)[0];
  }

  private static String campaign(@Nullable String id, @Nullable String name) {
    if (id != null) {
      return id;
    }
    return name != null ? name : Difference.NO_CAMPAIGN;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
