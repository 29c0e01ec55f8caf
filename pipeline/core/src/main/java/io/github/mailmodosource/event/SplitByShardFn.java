package io.github.mailmodosource.event;

import io.github.mailmodosource.coding.ShardBlocks;
import io.github.mailmodosource.coding.ShardBlocks.Full;
import io.github.mailmodosource.track.MessageId;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/** Sends each event to the shard of its messageId, many at a time. */
final class SplitByShardFn extends DoFn<TrackEvent, KV<Integer, EventBlock>> {
  private static final int MOST_HELD_BYTES = 16 << 20;

  private final int shards;
  private transient @Nullable ShardBlocks<EventBlock.Builder> blocks;

  SplitByShardFn(int shards) {
    this.shards = shards;
  }

  @ProcessElement
  public void split(@Element TrackEvent event, OutputReceiver<KV<Integer, EventBlock>> out) {
    int shard = MessageId.shard(event.messageId(), shards);
    ShardBlocks<EventBlock.Builder> blocks = blocks();
    blocks.of(shard).add(event);
    for (Full<EventBlock.Builder> full : blocks.leaving(shard)) {
      out.output(KV.of(full.shard(), full.block().build()));
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    for (Full<EventBlock.Builder> full : blocks().all()) {
      context.output(
          KV.of(full.shard(), full.block().build()),
          GlobalWindow.INSTANCE.maxTimestamp(),
          GlobalWindow.INSTANCE);
    }
  }

  private ShardBlocks<EventBlock.Builder> blocks() {
    ShardBlocks<EventBlock.Builder> made = blocks;
    if (made == null) {
      made =
          new ShardBlocks<>(
              shards,
              MOST_HELD_BYTES,
              expectedBytes -> new EventBlock.Builder(expectedBytes / 2),
              EventBlock.Builder::size);
      blocks = made;
    }
    return made;
  }
}
