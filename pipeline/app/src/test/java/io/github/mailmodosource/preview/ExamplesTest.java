package io.github.mailmodosource.preview;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;

import io.github.mailmodosource.event.EventJson;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.rows.RowFormat;
import io.github.mailmodosource.rows.SourceRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** "One payload of each event that occurs first, then others up to --limit." */
class ExamplesTest {
  /** Five sent, two opened behind them, one click at the very end. */
  private static final List<TrackEvent> ROWS =
      List.of(
          event("Email Sent", 1),
          event("Email Sent", 2),
          event("Email Sent", 3),
          event("Email Opened", 4),
          event("Email Sent", 5),
          event("Email Opened", 6),
          event("Email Sent", 7),
          event("Link Clicked", 8));

  @Test
  void ofEachEventTheFirstComesFirstThenTheOthersByTheirRows() {
    assertThat(lines(shown(5, ROWS)), contains(1, 4, 8, 2, 3));
    assertThat(lines(shown(100, ROWS)), contains(1, 4, 8, 2, 3, 5, 6, 7));
  }

  @Test
  void neverMoreThanTheLimit() {
    assertThat(lines(shown(2, ROWS)), contains(1, 4));
    assertThat(shown(0, ROWS), is(empty()));
  }

  @Test
  void howTheRowsAreSharedOutMakesNoDifference() {
    Random random = new Random(19);
    for (int limit : new int[] {1, 2, 4, 6, 8}) {
      List<Integer> expected = lines(shown(limit, ROWS));
      for (int round = 0; round < 200; round++) {
        assertThat(lines(inParts(limit, random)), is(expected));
      }
    }
  }

  @Test
  void rowsAreInTheOrderOfTheirFilesAndLines() {
    TrackEvent ofSecondFile = event("b.jsonl", "Email Sent", 1);
    TrackEvent ofFirstFile = event("a.jsonl", "Email Sent", 10);
    assertThat(lines(shown(1, List.of(ofSecondFile, ofFirstFile))), contains(10));
  }

  @Test
  void anEventThatIsNotShownCostsNothing() {
    Examples examples = new Examples(2);
    List<TrackEvent> seen = seen(examples, ROWS);
    assertThat(examples.with(seen, event("Link Clicked", 9)), is(sameInstance(seen)));
  }

  /** An event is a view into the block that it came in, and brings its whole row. */
  @Test
  void whatIsKeptHoldsNeitherItsBlockNorItsRow() {
    byte[] block = "[{\"event\":\"Email Sent\"},…]".getBytes(StandardCharsets.UTF_8);
    byte[] row = new byte[1_000];
    TrackEvent event =
        new TrackEvent(
            "m",
            "Email Sent",
            new EventJson(block, 1, 22),
            new SourceRow(
                "a.jsonl", 7, 1, RowFormat.JSON_LINES, null, row, 0, row.length, row.length));

    TrackEvent kept = shown(1, List.of(event)).get(0);

    assertThat(kept.json().text(), is("{\"event\":\"Email Sent\"}"));
    assertThat(kept.json().buffer().length, is(22));
    assertThat(kept.row().buffer().length, is(0));
    assertThat(kept.row().where(), is("a.jsonl line 1"));
  }

  private static List<TrackEvent> shown(int limit, List<TrackEvent> rows) {
    Examples examples = new Examples(limit);
    return examples.chosen(seen(examples, rows));
  }

  private static List<TrackEvent> seen(Examples examples, List<TrackEvent> rows) {
    List<TrackEvent> seen = List.of();
    for (TrackEvent row : rows) {
      seen = examples.with(seen, row);
    }
    return seen;
  }

  /** As a runner may have it: in any order, in parts that are put together in any order. */
  private static List<TrackEvent> inParts(int limit, Random random) {
    Examples examples = new Examples(limit);
    List<TrackEvent> rows = new ArrayList<>(ROWS);
    Collections.shuffle(rows, random);
    int one = random.nextInt(rows.size());
    int two = one + random.nextInt(rows.size() - one);
    List<List<TrackEvent>> parts =
        new ArrayList<>(
            List.of(
                seen(examples, rows.subList(0, one)),
                seen(examples, rows.subList(one, two)),
                seen(examples, rows.subList(two, rows.size()))));
    Collections.shuffle(parts, random);
    return examples.chosen(
        examples.merge(parts.get(0), examples.merge(parts.get(1), parts.get(2))));
  }

  private static List<Integer> lines(List<TrackEvent> events) {
    return events.stream().map(event -> (int) event.row().line()).toList();
  }

  private static TrackEvent event(String name, int line) {
    return event("a.jsonl", name, line);
  }

  private static TrackEvent event(String file, String name, int line) {
    return new TrackEvent(
        "id-" + line,
        name,
        EventJson.of("{}"),
        new SourceRow(file, line * 10L, line, RowFormat.JSON_LINES, null, new byte[0], 0, 0, 0));
  }
}
