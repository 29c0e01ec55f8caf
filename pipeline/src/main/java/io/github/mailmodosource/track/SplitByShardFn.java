package io.github.mailmodosource.track;

import java.util.Objects;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/**
 * Sends each event to the shard of its messageId, many at a time: a runner sorts and moves few
 * large elements faster than many small ones.
 */
final class SplitByShardFn extends DoFn<TrackEvent, KV<Integer, EventBlock>> {
  private static final int BLOCK_BYTES = 64 << 10;

  /** All blocks that are not yet full; every worker holds so many. */
  private static final int MOST_HELD_BYTES = 16 << 20;

  private final int shards;
  private transient EventBlock.@Nullable Builder @Nullable [] held;
  private transient int heldBytes;

  SplitByShardFn(int shards) {
    this.shards = shards;
  }

  @ProcessElement
  public void split(@Element TrackEvent event, OutputReceiver<KV<Integer, EventBlock>> out) {
    EventBlock.@Nullable Builder[] blocks = held();
    int shard = MessageId.shard(event.messageId(), shards);
    EventBlock.Builder block = blocks[shard];
    if (block == null) {
      block = new EventBlock.Builder(BLOCK_BYTES / 4);
      blocks[shard] = block;
    }
    int before = block.size();
    block.add(event);
    heldBytes += block.size() - before;
    if (block.size() >= BLOCK_BYTES) {
      out.output(take(shard));
    } else if (heldBytes >= MOST_HELD_BYTES) {
      for (int i = 0; i < blocks.length; i++) {
        if (blocks[i] != null) {
          out.output(take(i));
        }
      }
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    EventBlock.@Nullable Builder[] blocks = held();
    for (int i = 0; i < blocks.length; i++) {
      if (blocks[i] != null) {
        context.output(take(i), GlobalWindow.INSTANCE.maxTimestamp(), GlobalWindow.INSTANCE);
      }
    }
  }

  private KV<Integer, EventBlock> take(int shard) {
    EventBlock.@Nullable Builder[] blocks = held();
    EventBlock.Builder block = Objects.requireNonNull(blocks[shard], "only what is held is taken");
    blocks[shard] = null;
    heldBytes -= block.size();
    return KV.of(shard, block.build());
  }

  private EventBlock.@Nullable Builder[] held() {
    EventBlock.@Nullable Builder[] blocks = held;
    if (blocks == null) {
      blocks = new EventBlock.Builder[shards];
      held = blocks;
    }
    return blocks;
  }
}
