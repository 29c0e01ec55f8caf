package io.github.mailmodosource.match;

import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.coding.CoderSamples;
import io.github.mailmodosource.coding.CodersContract;
import io.github.mailmodosource.event.EventSamples;
import io.github.mailmodosource.match.FindingCount.FindingCountCoder;
import io.github.mailmodosource.match.Side.SideCoder;
import io.github.mailmodosource.preview.PreviewSamples;
import io.github.mailmodosource.rows.RowSamples;
import io.github.mailmodosource.rows.SourceRow;
import io.github.mailmodosource.warehouse.ColumnDifference;
import io.github.mailmodosource.warehouse.WarehouseRow;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The coders of the commands, and what they code. */
class MatchCodersTest extends CodersContract {
  MatchCodersTest() {
    super(
        "app",
        List.of(sides(), differences(), counts(), PreviewSamples.tallies()),
        known(),
        List.of());
  }

  private static CoderSamples<Side> sides() {
    return CoderSamples.of(SideCoder.of())
        .and("an event", Side.of(EventSamples.clicked()))
        .and(
            "a row",
            Side.of(
                new WarehouseRow(EventType.EMAIL_SENT, "mailmodo-1", Arrays.asList("x", null))));
  }

  private static CoderSamples<Difference> differences() {
    CoderSamples<Difference> differences =
        CoderSamples.of(DifferenceCoder.of())
            .and(
                "two columns",
                new Difference(
                    Finding.MISMATCHED,
                    "Email Sent",
                    "mailmodo-1",
                    "2026-11-20",
                    "C-1",
                    "Winter",
                    List.of(
                        new ColumnDifference("reason", "x", null),
                        new ColumnDifference("link_id", null, "")),
                    3));
    for (Finding finding : Finding.values()) {
      differences =
          differences.and(
              finding.name(), new Difference(finding, "", "a", "", "", "", List.of(), 1));
    }
    return differences;
  }

  private static CoderSamples<FindingCount> counts() {
    return CoderSamples.of(FindingCountCoder.of())
        .and("of a day", new FindingCount(Finding.MISSING, "2026-11-20", "Email Sent", "", ""))
        .and("of a campaign", new FindingCount(Finding.MATCHED, "", "Email Sent", "C-1", "Winter"));
  }

  private static Map<Class<?>, Supplier<?>> known() {
    Map<Class<?>, Supplier<?>> known = new HashMap<>(EventSamples.telltales());
    known.putAll(PreviewSamples.telltales());
    known.put(SourceRow.class, RowSamples::telltale);
    return known;
  }
}
