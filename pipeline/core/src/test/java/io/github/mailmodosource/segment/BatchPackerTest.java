package io.github.mailmodosource.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mailmodosource.event.TrackEvent;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** How batches are filled. */
class BatchPackerTest {

  @Property(tries = 300)
  void noBatchIsOverALimitNoneIsEmptyNoEventIsLostAndTheOrderIsKept(
      @ForAll @Size(max = 200) List<@IntRange(max = 31_000) Integer> sizes,
      @ForAll @IntRange(min = 40_000, max = 475_000) int batchBytes,
      @ForAll @IntRange(min = 1, max = 250) int batchEvents) {
    SegmentSettings settings =
        Sending.settings(
            "http://127.0.0.1", "--batchBytes=" + batchBytes, "--batchEvents=" + batchEvents);
    List<TrackEvent> events = new ArrayList<>();
    sizes.forEach(size -> events.add(Events.event("e-" + events.size(), size)));

    List<List<TrackEvent>> batches = pack(events, settings);

    for (List<TrackEvent> batch : batches) {
      assertTrue(!batch.isEmpty() && batch.size() <= batchEvents);
      assertTrue(bodyBytes(batch, settings) <= batchBytes);
    }
    assertEquals(events, batches.stream().flatMap(List::stream).toList());
  }

  @Property(tries = 300)
  void aBatchEndsOnlyWhereTheNextEventWouldNotFit(
      @ForAll @Size(max = 100) List<@IntRange(max = 31_000) Integer> sizes) {
    SegmentSettings settings = Sending.settings("http://127.0.0.1");
    List<TrackEvent> events = new ArrayList<>();
    sizes.forEach(size -> events.add(Events.event("e-" + events.size(), size)));

    List<List<TrackEvent>> batches = pack(events, settings);

    for (int i = 0; i + 1 < batches.size(); i++) {
      List<TrackEvent> withOneMore = new ArrayList<>(batches.get(i));
      withOneMore.add(batches.get(i + 1).get(0));
      assertTrue(bodyBytes(withOneMore, settings) > settings.batchBytes());
    }
  }

  @Example
  void whenThereIsEnoughToSendBatchesAreFullToNinetyFivePercentAndMore() {
    SegmentSettings settings = Sending.settings("http://127.0.0.1");
    Random random = new Random(7);
    List<TrackEvent> events = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      events.add(Events.event("e-" + i, 300 + random.nextInt(2_000)));
    }

    List<List<TrackEvent>> batches = pack(events, settings);

    double average =
        batches.subList(0, batches.size() - 1).stream()
            .mapToInt(batch -> bodyBytes(batch, settings))
            .average()
            .orElseThrow();
    assertTrue(average >= 0.95 * 475_000, () -> average + " bytes on average");
  }

  @Example
  void anEventThatSegmentWouldRefuseIsToldByItsSizeWithWhatTheBatchAdds() {
    SegmentSettings settings = Sending.settings("http://127.0.0.1");
    EventSize size = new EventSize(settings.shared());
    int small = size.of(Events.event("e", 0));

    assertTrue(!size.isTooLarge(Events.event("e", 32_000 - small)));
    assertTrue(size.isTooLarge(Events.event("e", 32_001 - small)));
  }

  private static List<List<TrackEvent>> pack(List<TrackEvent> events, SegmentSettings settings) {
    BatchPacker packer = new BatchPacker(settings);
    List<List<TrackEvent>> batches = new ArrayList<>();
    for (TrackEvent event : events) {
      List<TrackEvent> full = packer.add(event);
      if (full != null) {
        batches.add(full);
      }
    }
    List<TrackEvent> rest = packer.flush();
    if (rest != null) {
      batches.add(rest);
    }
    return batches;
  }

  private static int bodyBytes(List<TrackEvent> batch, SegmentSettings settings) {
    SegmentSettings plain = Sending.settings("http://127.0.0.1", "--compression=none");
    assertEquals(plain.shared(), settings.shared());
    return new RequestBody(batch, plain)
        .finish(Instant.now()).stream().mapToInt(ByteBuffer::remaining).sum();
  }
}
