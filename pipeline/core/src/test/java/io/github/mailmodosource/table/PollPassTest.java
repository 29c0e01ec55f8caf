package io.github.mailmodosource.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.jdbc.ColumnKind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PollPassTest {
  private static final SqlValue ONE = new SqlValue(ColumnKind.INTEGER, "1");
  private static final SqlValue TWO = new SqlValue(ColumnKind.INTEGER, "2");

  private final PollPosition position = new PollPosition(3);

  @Test
  void rowsOfTheLastValueAreNotNewAgain() {
    PollPass pass = new PollPass(position, false);
    assertThat(isNew(pass, ONE, "a"), is(true));
    assertThat(isNew(pass, TWO, "b"), is(true));
    assertThat(isNew(pass, TWO, "c"), is(true));
    PollPass again = new PollPass(position, false);
    assertThat(isNew(again, TWO, "c"), is(false));
    assertThat(isNew(again, TWO, "d"), is(true));
    assertThat(isNew(again, TWO, "b"), is(false));
  }

  /** They may be two activities: how many there are decides further on. */
  @Test
  void rowsThatAreTheSameInAllValuesAreAsManyAsThereAre() {
    PollPass pass = new PollPass(position, false);
    assertThat(isNew(pass, ONE, "a"), is(true));
    assertThat(isNew(pass, ONE, "a"), is(true));
    PollPass again = new PollPass(position, false);
    assertThat(isNew(again, ONE, "a"), is(false));
    assertThat(isNew(again, ONE, "a"), is(false));
    assertThat(isNew(again, ONE, "a"), is(true));
  }

  @Test
  void aRowWithoutAPlaceBelongsWhereTheOneBeforeItDoes() {
    PollPass pass = new PollPass(position, false);
    assertThat(isNew(pass, null, "a"), is(true));
    assertThat(isNew(pass, ONE, "b"), is(true));
    assertThat(isNew(pass, null, "c"), is(true));
    assertThat(position.value(), is(ONE));
    PollPass again = new PollPass(position, false);
    assertThat(isNew(again, null, "c"), is(false));
  }

  @Test
  void whoFollowsTheStepsIsWhereThePassIs() {
    PollPosition follower = new PollPosition(3);
    PollPass pass = new PollPass(position, false);
    isNew(pass, ONE, "a");
    isNew(pass, ONE, "b");
    follower.move(pass.step());
    assertThat(follower.mark("t", "c"), is(position.mark("t", "c")));
    isNew(pass, ONE, "c");
    follower.move(pass.step());
    assertThat(follower.mark("t", "c"), is(position.mark("t", "c")));
    isNew(pass, ONE, "d");
    isNew(pass, TWO, "e");
    follower.move(pass.step());
    assertThat(follower.mark("t", "c"), is(position.mark("t", "c")));
    assertThat(follower.mark("t", "c").passed(), hasSize(1));
    pass.begin(ONE);
    follower.move(pass.step());
    assertThat(follower.mark("t", "c"), is(position.mark("t", "c")));
    assertThat(follower.mark("t", "c").passed(), hasSize(0));
  }

  @Test
  void moreRowsThanAreRememberedAreCounted() {
    PollPass pass = new PollPass(position, false);
    for (String row : List.of("a", "b", "c", "d", "e")) {
      assertThat(isNew(pass, ONE, row), is(true));
    }
    assertThat(position.isFull(), is(true));
    assertThat(pass.rows(), is(5L));
    position.setRows(pass.rows());
    PollPass behind = new PollPass(position, true);
    assertThat(behind.rows(), is(5L));
    isNew(behind, TWO, "f");
    assertThat(behind.rows(), is(1L));
    assertThat(position.isFull(), is(false));
  }

  private static boolean isNew(PollPass pass, @Nullable SqlValue value, String row) {
    return pass.isNew(value, row.getBytes(UTF_8));
  }
}
