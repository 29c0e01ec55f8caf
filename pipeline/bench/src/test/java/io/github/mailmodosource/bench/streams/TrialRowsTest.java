package io.github.mailmodosource.bench.streams;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrialRowsTest {
  @Test
  void theSameSeedGivesTheSameRows() {
    assertThat(rows(1_000, 7), is(rows(1_000, 7)));
  }

  @Test
  void someRowsReachTheServerSomeTwiceAndSomeAreLetters() {
    List<TrialRow> rows = rows(1_000, 7);

    List<String> ids = rows.stream().map(TrialRow::id).filter(id -> !id.isEmpty()).toList();
    Set<String> distinct = new HashSet<>(ids);
    assertThat(ids.size() - distinct.size(), is(greaterThan(0)));
    assertThat(distinct.size(), is(greaterThan(700)));
    assertThat(rows.stream().filter(TrialRow::letter).count(), is(greaterThan(0L)));
    assertThat(new HashSet<>(rows), hasSize(greaterThan(900)));
  }

  /** Made with {@code sha256sum} from the parts of the paper on rows and payload. */
  @Test
  void anIdIsAsThePaperSays() {
    assertThat(
        TrialRow.messageId("Email Sent", "reader@example.com", "row-1"),
        is("mailmodo-d5aa608b632f47803726d07ed78d5d2e168c84bb"));
  }

  private static List<TrialRow> rows(int count, long seed) {
    TrialRows rows = new TrialRows(100, seed);
    return Stream.generate(rows::next).limit(count).toList();
  }
}
