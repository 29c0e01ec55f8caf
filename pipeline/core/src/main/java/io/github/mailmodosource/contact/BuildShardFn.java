package io.github.mailmodosource.contact;

import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine;

/** Gathers the calls of a shard, and sorts them once at the end. */
final class BuildShardFn extends Combine.CombineFn<IdentifyCalls, IdentifyCalls, IndexShard> {
  private final int shards;

  BuildShardFn(int shards) {
    this.shards = shards;
  }

  @Override
  public IdentifyCalls createAccumulator() {
    return new IdentifyCalls();
  }

  @Override
  public IdentifyCalls addInput(IdentifyCalls gathered, IdentifyCalls calls) {
    gathered.addAll(calls);
    return gathered;
  }

  @Override
  public IdentifyCalls mergeAccumulators(Iterable<IdentifyCalls> parts) {
    IdentifyCalls all = new IdentifyCalls();
    parts.forEach(all::addAll);
    return all;
  }

  @Override
  public IndexShard extractOutput(IdentifyCalls gathered) {
    return IndexShard.of(shards, gathered);
  }

  @Override
  public Coder<IdentifyCalls> getAccumulatorCoder(
      CoderRegistry registry, Coder<IdentifyCalls> input) {
    return new IdentifyCallsCoder();
  }

  @Override
  public Coder<IndexShard> getDefaultOutputCoder(
      CoderRegistry registry, Coder<IdentifyCalls> input) {
    return new IndexShardCoder();
  }
}
