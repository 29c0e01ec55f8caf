package io.github.mailmodosource.shard;

import io.github.mailmodosource.shard.ShardBlocks.Full;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/**
 * Sends what belongs to a shard there many at a time: one alone would cost more on the way than it
 * weighs. A subclass writes each element into {@link #held()} and calls {@link #passFull}; what is
 * left leaves when the bundle ends.
 *
 * <p>Bounded only, because the rest leaves at the end of the global window: whoever applies it
 * calls {@link BoundedOnly#check} first.
 *
 * @param <I> what comes in
 * @param <B> what the block of a shard is written into
 * @param <O> what the block leaves as
 */
public abstract class HoldByShardFn<I, B, O> extends DoFn<I, KV<Integer, O>> {
  private transient @Nullable ShardBlocks<B> held;

  /** No blocks yet, with the limits of what is held: made once for each instance. */
  protected abstract ShardBlocks<B> noBlocks();

  /** The block as it leaves; nothing is written into it any more. */
  protected abstract O finished(B block);

  /** What is held of all shards. */
  protected final ShardBlocks<B> held() {
    ShardBlocks<B> made = held;
    if (made == null) {
      made = noBlocks();
      held = made;
    }
    return made;
  }

  /** Passes on what must leave after the block of this shard was written into. */
  protected final void passFull(int shard, OutputReceiver<KV<Integer, O>> out) {
    pass(held().leaving(shard), out);
  }

  /** Passes on all that is held. */
  protected final void passAll(OutputReceiver<KV<Integer, O>> out) {
    pass(held().all(), out);
  }

  @FinishBundle
  public final void finishBundle(FinishBundleContext context) {
    for (Full<B> full : held().all()) {
      context.output(
          KV.of(full.shard(), finished(full.block())),
          GlobalWindow.INSTANCE.maxTimestamp(),
          GlobalWindow.INSTANCE);
    }
  }

  private void pass(List<Full<B>> leaving, OutputReceiver<KV<Integer, O>> out) {
    for (Full<B> full : leaving) {
      out.output(KV.of(full.shard(), finished(full.block())));
    }
  }
}
