package io.github.mailmodosource.segment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.event.EventBlock;
import io.github.mailmodosource.event.EventJson;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.rows.RowSamples;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A batch's JSON before its end: what leaves as one part is not copied on its way. */
class BatchBodyTest {
  @Test
  void eventsOfABlockAreOnePartOfIt() {
    List<TrackEvent> events = block("{\"a\":1}", "{}", "{\"b\":\"ü\"}");

    List<ByteBuffer> parts = BatchBody.beginning(events);

    assertThat(texts(parts), contains("{\"batch\":[", "{\"a\":1},{},{\"b\":\"ü\"}"));
    events.get(0).json().buffer()[0] = '!';
    assertThat("a view", parts.get(1).get(parts.get(1).position()), is((byte) '!'));
  }

  @Test
  void aBatchMayBeginAndEndWithinABlock() {
    List<TrackEvent> events = block("{\"a\":1}", "{\"b\":2}", "{\"c\":3}", "{\"d\":4}");
    assertThat(
        texts(BatchBody.beginning(events.subList(1, 3))),
        contains("{\"batch\":[", "{\"b\":2},{\"c\":3}"));
  }

  @Test
  void betweenBlocksThereIsAComma() {
    List<TrackEvent> events = new ArrayList<>(block("{\"a\":1}", "{\"b\":2}"));
    events.addAll(block("{\"c\":3}"));
    assertThat(
        texts(BatchBody.beginning(events)),
        contains("{\"batch\":[", "{\"a\":1},{\"b\":2}", ",", "{\"c\":3}"));
  }

  @Test
  void whereAnEventOfTheBlockIsLeftOutItsNeighboursAreTwoParts() {
    List<TrackEvent> events = block("{\"a\":1}", "{\"b\":2}", "{\"c\":3}");
    assertThat(
        texts(BatchBody.beginning(List.of(events.get(0), events.get(2)))),
        contains("{\"batch\":[", "{\"a\":1}", ",", "{\"c\":3}"));
  }

  @Test
  void inAnotherOrderTheyAreTwoPartsToo() {
    List<TrackEvent> events = block("{\"a\":1}", "{\"b\":2}");
    assertThat(
        texts(BatchBody.beginning(List.of(events.get(1), events.get(0)))),
        contains("{\"batch\":[", "{\"b\":2}", ",", "{\"a\":1}"));
  }

  @Test
  void bytesThatStandSideBySideWithoutACommaAreTwoParts() {
    byte[] bytes = "{}\n{}{}".getBytes(UTF_8);
    List<TrackEvent> events =
        Stream.of(0, 3, 5).map(offset -> event(new EventJson(bytes, offset, 2))).toList();
    assertThat(
        texts(BatchBody.beginning(events)), contains("{\"batch\":[", "{}", ",", "{}", ",", "{}"));
  }

  private static List<TrackEvent> block(String... events) {
    EventBlock.Builder builder = new EventBlock.Builder(16);
    Stream.of(events).map(EventJson::of).map(BatchBodyTest::event).forEach(builder::add);
    List<TrackEvent> taken = new ArrayList<>();
    builder.build().forEach(taken::add);
    return taken;
  }

  private static TrackEvent event(EventJson json) {
    return new TrackEvent("mailmodo-1", "Email Sent", json, RowSamples.json("{}"));
  }

  private static List<String> texts(List<ByteBuffer> parts) {
    return parts.stream().map(part -> UTF_8.decode(part.duplicate()).toString()).toList();
  }
}
