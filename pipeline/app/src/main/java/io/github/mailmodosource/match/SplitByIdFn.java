package io.github.mailmodosource.match;

import io.github.mailmodosource.event.EventShard;
import io.github.mailmodosource.match.Side.SideCoder;
import io.github.mailmodosource.shard.HoldByShardFn;
import io.github.mailmodosource.shard.ShardBlocks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.values.KV;

/**
 * Sends each side to the shard of its id, many at a time. A block is one side after the other, as
 * {@link SideCoder} writes them.
 */
final class SplitByIdFn extends HoldByShardFn<Side, ByteArrayOutputStream, byte[]> {
  static final KvCoder<Integer, byte[]> CODER = KvCoder.of(VarIntCoder.of(), ByteArrayCoder.of());

  /** Every table that is read holds so many. */
  private static final int MOST_HELD_BYTES = 6 << 20;

  private final int shards;

  SplitByIdFn(int shards) {
    this.shards = shards;
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
    int shard = EventShard.of(side.id(), shards);
    SideCoder.of().encode(side, held().of(shard));
    passFull(shard, out);
  }

  @Override
  protected ShardBlocks<ByteArrayOutputStream> noBlocks() {
    return ShardBlocks.ofBytes(
        shards, MOST_HELD_BYTES, ByteArrayOutputStream::new, ByteArrayOutputStream::size);
  }

  @Override
  protected byte[] finished(ByteArrayOutputStream block) {
    return block.toByteArray();
  }
}
