package io.github.mailmodosource.event;

import io.github.mailmodosource.shard.HoldByShardFn;
import io.github.mailmodosource.shard.ShardBlocks;
import org.apache.beam.sdk.values.KV;

/** Sends each event to the shard of its messageId, many at a time. */
final class SplitByShardFn extends HoldByShardFn<TrackEvent, EventBlock.Builder, EventBlock> {
  private static final int MOST_HELD_BYTES = 16 << 20;

  private final int shards;

  SplitByShardFn(int shards) {
    this.shards = shards;
  }

  @ProcessElement
  public void split(@Element TrackEvent event, OutputReceiver<KV<Integer, EventBlock>> out) {
    int shard = EventShard.of(event.messageId(), shards);
    held().of(shard).add(event);
    passFull(shard, out);
  }

  @Override
  protected ShardBlocks<EventBlock.Builder> noBlocks() {
    return ShardBlocks.ofBytes(
        shards,
        MOST_HELD_BYTES,
        expectedBytes -> new EventBlock.Builder(expectedBytes / 2),
        EventBlock.Builder::size);
  }

  @Override
  protected EventBlock finished(EventBlock.Builder block) {
    return block.build();
  }
}
