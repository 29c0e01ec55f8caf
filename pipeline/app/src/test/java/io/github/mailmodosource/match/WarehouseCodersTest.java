package io.github.mailmodosource.match;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.coding.CoderChecks;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.match.FindingCount.FindingCountCoder;
import io.github.mailmodosource.match.Side.SideCoder;
import io.github.mailmodosource.warehouse.ColumnDifference;
import io.github.mailmodosource.warehouse.Expected;
import io.github.mailmodosource.warehouse.WarehouseRow;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

/** What the steps of the match hand on comes back as it was. */
class WarehouseCodersTest {
  private final Side row =
      Side.of(new WarehouseRow(EventType.EMAIL_SENT, "a", Arrays.asList("x", null)));
  private final Difference difference =
      new Difference(
          Finding.MISMATCHED,
          "Email Sent",
          "a",
          "2026-11-20",
          "C-1",
          "ü😀",
          List.of(
              new ColumnDifference("reason", "x", null), new ColumnDifference("link_id", null, "")),
          3);
  private final FindingCount count =
      new FindingCount(Finding.MISSING, "2026-11-20", "Email Sent", "", "");

  @Test
  void aSideIsAnEventOrARow() throws Exception {
    assertThat(CoderUtils.clone(SideCoder.of(), row), is(row));
    TrackEvent event = Expected.clicked("a").event();
    TrackEvent copy = CoderUtils.clone(SideCoder.of(), Side.of(event)).expected();
    assertNotNull(copy);
    assertThat(copy.messageId(), is("a"));
    assertThat(copy.json().text(), is(event.json().text()));
  }

  @Test
  void aDifferenceAndACountComeBackAsTheyWere() throws Exception {
    assertThat(CoderUtils.clone(DifferenceCoder.of(), difference), is(difference));
    assertThat(CoderUtils.clone(FindingCountCoder.of(), count), is(count));
  }

  @Test
  void bytesOfAnotherVersionAreRefused() throws Exception {
    CoderChecks.refusesAnotherVersion(SideCoder.of(), row);
    CoderChecks.refusesAnotherVersion(DifferenceCoder.of(), difference);
    CoderChecks.refusesAnotherVersion(FindingCountCoder.of(), count);
  }
}
