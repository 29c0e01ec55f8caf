package io.github.mailmodosource.match;

import io.github.mailmodosource.event.EventShard;
import io.github.mailmodosource.match.FindingCount.FindingCountCoder;
import io.github.mailmodosource.shard.BoundedOnly;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Adds up what the workers counted. By shard, not by what is counted: there may be a count for each
 * of a million campaigns, and the DirectRunner takes a bundle and a timer for each key (30,000
 * campaigns took it longer than five minutes). Bounded only.
 */
final class AddCounts
    extends PTransform<PCollection<KV<FindingCount, Long>>, PCollection<KV<FindingCount, Long>>> {
  /** Of a million campaigns, some 16,000 are in memory at once. */
  private static final int SHARDS = 64;

  static final KvCoder<FindingCount, Long> CODER =
      KvCoder.of(FindingCountCoder.of(), VarLongCoder.of());

  private AddCounts() {}

  static AddCounts create() {
    return new AddCounts();
  }

  @Override
  public PCollection<KV<FindingCount, Long>> expand(PCollection<KV<FindingCount, Long>> counts) {
    BoundedOnly.check(this, counts);
    return counts
        .apply(
            "KeyByShard",
            WithKeys.<Integer, KV<FindingCount, Long>>of(count -> shard(count.getKey()))
                .withKeyType(TypeDescriptors.integers()))
        .setCoder(KvCoder.of(VarIntCoder.of(), CODER))
        .apply("GroupShards", GroupByKey.create())
        .apply("AddUp", ParDo.of(new AddUpFn()))
        .setCoder(CODER);
  }

  /** The hash of an enum, and so of a count as a whole, differs from process to process. */
  private static int shard(FindingCount count) {
    return EventShard.of(count.day() + count.event() + count.campaign(), SHARDS);
  }

  static final class AddUpFn
      extends DoFn<KV<Integer, Iterable<KV<FindingCount, Long>>>, KV<FindingCount, Long>> {
    @ProcessElement
    public void addUp(
        @Element KV<Integer, Iterable<KV<FindingCount, Long>>> shard,
        OutputReceiver<KV<FindingCount, Long>> out) {
      Map<FindingCount, Long> sums = new HashMap<>();
      shard.getValue().forEach(count -> sums.merge(count.getKey(), count.getValue(), Long::sum));
      sums.forEach((count, sum) -> out.output(KV.of(count, sum)));
    }
  }
}
