package io.github.mailmodosource.contact;

import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine;

/** Gathers the calls of all blocks, and sorts them once at the end. */
final class BuildContactIndexFn
    extends Combine.CombineFn<IdentifyCalls, IdentifyCalls, ContactIndex> {
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
  public ContactIndex extractOutput(IdentifyCalls gathered) {
    return ContactIndex.of(gathered);
  }

  @Override
  public Coder<IdentifyCalls> getAccumulatorCoder(
      CoderRegistry registry, Coder<IdentifyCalls> input) {
    return new IdentifyCallsCoder();
  }

  @Override
  public Coder<ContactIndex> getDefaultOutputCoder(
      CoderRegistry registry, Coder<IdentifyCalls> input) {
    return new ContactIndexCoder();
  }
}
