package io.github.mailmodosource.event;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.github.mailmodosource.TestPipelines;
import io.github.mailmodosource.rows.RowSamples;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events of one messageId meet in one shard, so that there can be told which is a duplicate. */
class SplitByShardFnTest {
  private static final int BLOCK_BYTES = 64 << 10;

  /**
   * With few shards blocks leave when they are full, with many when a worker would hold too much;
   * the rest leaves at the end.
   */
  @ParameterizedTest
  @CsvSource({"3, 2000, 300", "1000, 3600, 5000"})
  void everyEventComesToTheShardOfItsIdAsOftenAsItIsThere(int shards, int ids, int eventBytes) {
    List<TrackEvent> events = new ArrayList<>();
    Map<String, Integer> expected = new HashMap<>();
    for (int i = 0; i < ids; i++) {
      TrackEvent event = event(i, eventBytes);
      events.add(event);
      if (i % 10 == 0) {
        events.add(event);
      }
      expected.put(event.messageId(), i % 10 == 0 ? 2 : 1);
    }
    Pipeline pipeline = TestPipelines.create();
    PAssert.that(
            pipeline
                .apply(Create.of(List.of(events)).withCoder(ListCoder.of(TrackEventCoder.of())))
                .apply("OneBundle", Flatten.iterables())
                .apply("SplitByShard", ParDo.of(new SplitByShardFn(shards)))
                .setCoder(KvCoder.of(VarIntCoder.of(), new EventBlockCoder())))
        .satisfies(
            blocks -> {
              Map<String, Integer> found = new HashMap<>();
              for (KV<Integer, EventBlock> block : blocks) {
                assertThat(
                    block.getValue().json().length() + block.getValue().rest().length(),
                    is(lessThanOrEqualTo(BLOCK_BYTES + 2 * eventBytes)));
                block
                    .getValue()
                    .forEach(
                        event -> {
                          assertThat(block.getKey(), is(EventShard.of(event.messageId(), shards)));
                          found.merge(event.messageId(), 1, Integer::sum);
                        });
              }
              assertThat(found.equals(expected), is(true));
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  private static TrackEvent event(int number, int bytes) {
    // Spread over the leading digits, as a hash is.
    String id = "mailmodo-%08x%032x".formatted(number * 0x9E3779B9, number);
    return new TrackEvent(id, "Email Sent", EventJson.of(new byte[bytes]), RowSamples.json("{}"));
  }
}
