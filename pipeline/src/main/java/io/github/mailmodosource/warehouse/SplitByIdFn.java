package io.github.mailmodosource.warehouse;

import io.github.mailmodosource.warehouse.Side.SideCoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/**
 * Sends each side to the shard of its id, many at a time: a runner sorts and moves few large
 * elements faster than many small ones. A block is one side after the other, as {@link SideCoder}
 * writes them.
 */
final class SplitByIdFn extends DoFn<Side, KV<Integer, byte[]>> {
  static final KvCoder<Integer, byte[]> CODER = KvCoder.of(VarIntCoder.of(), ByteArrayCoder.of());

  private static final int BLOCK_BYTES = 64 << 10;

  /** All blocks that are not yet full; every table that is read holds so many. */
  private static final int MOST_HELD_BYTES = 6 << 20;

  private final int shards;
  private transient @Nullable ByteArrayOutputStream @Nullable [] held;
  private transient int heldBytes;

  SplitByIdFn(int shards) {
    this.shards = shards;
  }

  /** The same id comes to the same shard, whoever made it. */
  static int shard(String id, int shards) {
    // The hash of a text changes little at its upper end when its last letters change.
    return Integer.remainderUnsigned((id.hashCode() * 0x9E3779B1) >>> 4, shards);
  }

  /** Takes the sides out of a block. */
  static void forEach(byte[] block, Consumer<Side> sink) throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(block);
    while (in.available() > 0) {
      sink.accept(SideCoder.of().decode(in));
    }
  }

  @ProcessElement
  public void split(@Element Side side, OutputReceiver<KV<Integer, byte[]>> out)
      throws IOException {
    @Nullable ByteArrayOutputStream[] blocks = held();
    int shard = shard(side.id(), shards);
    ByteArrayOutputStream block = blocks[shard];
    if (block == null) {
      block = new ByteArrayOutputStream(BLOCK_BYTES / 8);
      blocks[shard] = block;
    }
    int before = block.size();
    SideCoder.of().encode(side, block);
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
    @Nullable ByteArrayOutputStream[] blocks = held();
    for (int i = 0; i < blocks.length; i++) {
      if (blocks[i] != null) {
        context.output(take(i), GlobalWindow.INSTANCE.maxTimestamp(), GlobalWindow.INSTANCE);
      }
    }
  }

  private KV<Integer, byte[]> take(int shard) {
    @Nullable ByteArrayOutputStream[] blocks = held();
    ByteArrayOutputStream block =
        Objects.requireNonNull(blocks[shard], "only what is held is taken");
    blocks[shard] = null;
    heldBytes -= block.size();
    return KV.of(shard, block.toByteArray());
  }

  private @Nullable ByteArrayOutputStream[] held() {
    @Nullable ByteArrayOutputStream[] blocks = held;
    if (blocks == null) {
      blocks = new ByteArrayOutputStream[shards];
      held = blocks;
    }
    return blocks;
  }
}
