package io.github.mailmodosource.contact;

import io.github.mailmodosource.shard.HoldByShardFn;
import io.github.mailmodosource.shard.ShardBlocks;
import org.apache.beam.sdk.values.KV;

/** Sends each identify call to the shard of its e-mail, many at a time. */
final class SplitByEmailFn extends HoldByShardFn<IdentifyCalls, IdentifyCalls, IdentifyCalls> {
  private static final int CALLS_AT_ONCE = 512;

  private final int shards;

  SplitByEmailFn(int shards) {
    this.shards = shards;
  }

  @ProcessElement
  public void split(@Element IdentifyCalls calls, OutputReceiver<KV<Integer, IdentifyCalls>> out) {
    for (int i = 0; i < calls.size(); i++) {
      int shard = EmailHash.shard(calls.high(i), shards);
      held().of(shard).add(calls, i);
      passFull(shard, out);
    }
  }

  @Override
  protected ShardBlocks<IdentifyCalls> noBlocks() {
    return ShardBlocks.ofElements(shards, CALLS_AT_ONCE, IdentifyCalls::new, IdentifyCalls::size);
  }

  @Override
  protected IdentifyCalls finished(IdentifyCalls block) {
    return block.trimmed();
  }
}
