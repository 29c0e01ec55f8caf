package io.github.mailmodosource.reconcile;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.match.Finding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CampaignCountsTest {
  private static final String SENT = "Email Sent";
  private static final String CLICKED = "Link Clicked";

  private final CampaignCounts counts = new CampaignCounts();

  @Test
  void whatIsAddedIsAddedUpForEachEventAndForAll() {
    counts.add("c", SENT, Finding.MATCHED, 5);
    counts.add("c", SENT, Finding.MATCHED, 1_000_000_000_000L);
    counts.add("c", CLICKED, Finding.MISSING, 3);
    counts.add("c", CLICKED, Finding.DUPLICATED, 2);
    assertThat(counts.get("c", SENT, Finding.MATCHED), is(1_000_000_000_005L));
    assertThat(counts.get("c", CLICKED, Finding.MATCHED), is(0L));
    assertThat(counts.get("c", "Email Opened", Finding.MATCHED), is(0L));
    assertThat(counts.get("d", SENT, Finding.MATCHED), is(0L));
    assertThat(
        counts.worst(1).get(0).found(),
        is(
            Map.of(
                Finding.EXPECTED, 1_000_000_000_008L,
                Finding.MATCHED, 1_000_000_000_005L,
                Finding.MISSING, 3L,
                Finding.MISMATCHED, 0L,
                Finding.UNEXPECTED, 0L,
                Finding.DUPLICATED, 2L)));
  }

  @Test
  void theWorstComeFirstAndOfEqualOnesThoseWithTheFirstKey() {
    counts.add("b", SENT, Finding.MATCHED, 9);
    counts.add("a", SENT, Finding.MATCHED, 9);
    counts.add("twice", SENT, Finding.DUPLICATED, 900_000);
    counts.add("missing", SENT, Finding.MISSING, 1);
    counts.add("both", SENT, Finding.MISMATCHED, 1);
    counts.add("both", CLICKED, Finding.UNEXPECTED, 1);
    assertThat(keys(9), contains("both", "missing", "twice", "a", "b"));
    assertThat(keys(4), contains("both", "missing", "twice", "a"));
    assertThat(keys(1), contains("both"));
    assertThat(counts.size(), is(5));
  }

  @Test
  void campaignsAreFoundByWhatPeopleCallThem() {
    counts.add("c-2", SENT, Finding.MATCHED, 1);
    counts.add("c-1", SENT, Finding.MATCHED, 1);
    counts.add("Sale", SENT, Finding.MATCHED, 1);
    counts.name("c-2", "Sale");
    assertThat(
        counts.keysByName(), is(Map.of("Sale", List.of("Sale", "c-2"), "c-1", List.of("c-1"))));
    assertThat(
        counts.worst(9).stream()
            .filter(CampaignCounts.Campaign::hasName)
            .map(c -> c.key())
            .toList(),
        contains("c-2"));
  }

  private List<String> keys(int most) {
    return counts.worst(most).stream().map(CampaignCounts.Campaign::key).toList();
  }
}
