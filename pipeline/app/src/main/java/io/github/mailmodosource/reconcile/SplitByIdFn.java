package io.github.mailmodosource.reconcile;

import io.github.mailmodosource.coding.ShardBlocks;
import io.github.mailmodosource.coding.ShardBlocks.Full;
import io.github.mailmodosource.reconcile.Side.SideCoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/**
 * Sends each side to the shard of its id, many at a time. A block is one side after the other, as
 * {@link SideCoder} writes them.
 */
final class SplitByIdFn extends DoFn<Side, KV<Integer, byte[]>> {
  static final KvCoder<Integer, byte[]> CODER = KvCoder.of(VarIntCoder.of(), ByteArrayCoder.of());

  /** Every table that is read holds so many. */
  private static final int MOST_HELD_BYTES = 6 << 20;

  private final int shards;
  private transient @Nullable ShardBlocks<ByteArrayOutputStream> blocks;

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
    int shard = shard(side.id(), shards);
    ShardBlocks<ByteArrayOutputStream> blocks = blocks();
    SideCoder.of().encode(side, blocks.of(shard));
    for (Full<ByteArrayOutputStream> full : blocks.leaving(shard)) {
      out.output(KV.of(full.shard(), full.block().toByteArray()));
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    for (Full<ByteArrayOutputStream> full : blocks().all()) {
      context.output(
          KV.of(full.shard(), full.block().toByteArray()),
          GlobalWindow.INSTANCE.maxTimestamp(),
          GlobalWindow.INSTANCE);
    }
  }

  private ShardBlocks<ByteArrayOutputStream> blocks() {
    ShardBlocks<ByteArrayOutputStream> made = blocks;
    if (made == null) {
      made =
          new ShardBlocks<>(
              shards, MOST_HELD_BYTES, ByteArrayOutputStream::new, ByteArrayOutputStream::size);
      blocks = made;
    }
    return made;
  }
}
