package io.github.mailmodosource.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.coding.CoderChecks;
import io.github.mailmodosource.rows.RowFormat;
import io.github.mailmodosource.rows.RowSamples;
import io.github.mailmodosource.rows.SourceRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class EventBlockTest {
  private static final List<TrackEvent> EVENTS =
      List.of(
          event("mailmodo-1", RowSamples.csv("a,b", "1,ü"), 0),
          event("mailmodo-2", RowSamples.csv("a,b", "2,😀"), 3),
          event("mailmodo-3", RowSamples.csv("a,c", "3,"), 0),
          event("mailmodo-4", RowSamples.json("{}"), 0),
          event("mailmodo-5", RowSamples.json(""), 0),
          event("mailmodo-6", cut(), 0),
          event("mailmodo-7", RowSamples.csv("a,b", "7,"), 0));

  @Test
  void eventsComeBackAsTheyWereInTheirOrder() throws Exception {
    EventBlock block = CoderUtils.clone(new EventBlockCoder(), block(EVENTS));

    assertThat(described(block), is(EVENTS.stream().map(EventBlockTest::describe).toList()));
  }

  @Test
  void ofNoEventsNothingComesBack() {
    EventBlock.Builder none = new EventBlock.Builder(16);
    assertThat(none.isEmpty(), is(true));
    assertThat(described(none.build()), is(empty()));
  }

  @Test
  void aBuilderTellsHowLargeTheBlockIs() {
    EventBlock.Builder builder = new EventBlock.Builder(16);
    builder.add(EVENTS.get(0));
    assertThat(builder.isEmpty(), is(false));
    assertThat(builder.size(), is(bytes(builder.build())));
  }

  @Test
  void anEventAndItsRowAreViewsIntoTheBlockNotCopies() {
    EventBlock block = block(EVENTS);
    block.forEach(
        event -> {
          assertThat(event.json().buffer() == block.json().bytes(), is(true));
          assertThat(event.row().buffer() == block.rest().bytes(), is(true));
        });
  }

  @Test
  void bytesOfAnotherVersionAreRefused() throws Exception {
    CoderChecks.refusesAnotherVersion(new EventBlockCoder(), block(EVENTS));
  }

  @Test
  void aBlockOfOneEventIsReadAsOne() {
    assertThat(described(block(EVENTS.subList(1, 2))), contains(describe(EVENTS.get(1))));
  }

  private static EventBlock block(List<TrackEvent> events) {
    EventBlock.Builder builder = new EventBlock.Builder(16);
    events.forEach(builder::add);
    return builder.build();
  }

  private static int bytes(EventBlock block) {
    return block.json().length() + block.rest().length();
  }

  private static List<String> described(EventBlock block) {
    List<String> events = new ArrayList<>();
    block.forEach(event -> events.add(describe(event)));
    return events;
  }

  private static String describe(TrackEvent event) {
    SourceRow row = event.row();
    byte[] header = row.header();
    return String.join(
        " | ",
        event.messageId(),
        event.eventName(),
        event.json().text(),
        String.valueOf(event.attempts()),
        row.source(),
        row.where(),
        row.format().name(),
        header == null ? "no header" : Arrays.toString(header),
        String.valueOf(row.text()),
        String.valueOf(row.wholeLength()));
  }

  private static TrackEvent event(String messageId, SourceRow row, int attempts) {
    EventJson json = EventJson.of("{\"messageId\":\"" + messageId + "\",\"ü\":\"😀\"}");
    return new TrackEvent(messageId, "Link Clicked", json, row, attempts);
  }

  /** The middle of a large row in the middle of a large file. */
  private static SourceRow cut() {
    byte[] bytes = "before{\"a\":behind".getBytes(UTF_8);
    return new SourceRow(
        "big.jsonl", 1L << 40, 0, RowFormat.JSON_LINES, null, bytes, 6, 5, 9_000_000);
  }
}
