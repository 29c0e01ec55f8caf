package io.github.mailmodosource.contact;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/**
 * Sends each identify call to the shard of its e-mail, many at a time: a call alone would cost more
 * on the way than it weighs.
 */
final class SplitByEmailFn extends DoFn<IdentifyCalls, KV<Integer, IdentifyCalls>> {
  private static final int CALLS_AT_ONCE = 512;

  private final int shards;
  private transient @Nullable IdentifyCalls @Nullable [] held;

  SplitByEmailFn(int shards) {
    this.shards = shards;
  }

  @ProcessElement
  public void split(@Element IdentifyCalls calls, OutputReceiver<KV<Integer, IdentifyCalls>> out) {
    @Nullable IdentifyCalls[] parts = held();
    for (int i = 0; i < calls.size(); i++) {
      int shard = EmailHash.shard(calls.high(i), shards);
      IdentifyCalls part = parts[shard];
      if (part == null) {
        part = new IdentifyCalls();
        parts[shard] = part;
      }
      part.add(calls, i);
      if (part.size() == CALLS_AT_ONCE) {
        out.output(KV.of(shard, part.trimmed()));
        parts[shard] = null;
      }
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    @Nullable IdentifyCalls[] parts = held();
    for (int shard = 0; shard < parts.length; shard++) {
      IdentifyCalls part = parts[shard];
      if (part != null) {
        context.output(
            KV.of(shard, part.trimmed()),
            GlobalWindow.INSTANCE.maxTimestamp(),
            GlobalWindow.INSTANCE);
        parts[shard] = null;
      }
    }
  }

  private @Nullable IdentifyCalls[] held() {
    @Nullable IdentifyCalls[] parts = held;
    if (parts == null) {
      parts = new IdentifyCalls[shards];
      held = parts;
    }
    return parts;
  }
}
