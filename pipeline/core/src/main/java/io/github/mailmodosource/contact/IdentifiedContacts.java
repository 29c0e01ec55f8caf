package io.github.mailmodosource.contact;

import io.github.mailmodosource.shard.BoundedOnly;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Makes the index that the gate reads as a side input. It is built and shipped in shards: Flink
 * sorts no record that is larger than some megabytes. (A map view would be rebuilt for every
 * element by some runners, Beam issue 39866; these are few, and are read once for each bundle.)
 * Bounded only.
 */
public final class IdentifiedContacts
    extends PTransform<PCollection<IdentifyCalls>, PCollectionView<Iterable<IndexShard>>> {
  /** A shard of so many bytes of rows stays below two megabytes, however short the rows are. */
  private static final long ROW_BYTES_OF_A_SHARD = 2L << 20;

  private static final int MOST_SHARDS = 4_096;

  private final int shards;

  private IdentifiedContacts(int shards) {
    this.shards = shards;
  }

  /**
   * Sized for that many contacts.
   *
   * @param rowBytes about how much text there is to read
   */
  public static IdentifiedContacts sizedFor(long rowBytes) {
    return new IdentifiedContacts((int) Math.min(rowBytes / ROW_BYTES_OF_A_SHARD + 1, MOST_SHARDS));
  }

  @Override
  public PCollectionView<Iterable<IndexShard>> expand(PCollection<IdentifyCalls> calls) {
    BoundedOnly.check(this, calls);
    return calls
        .apply("SplitContacts", SplitContacts.into(shards))
        .apply("BuildShards", Combine.perKey(new BuildShardFn(shards)))
        .apply("DropKeys", Values.create())
        .setCoder(new IndexShardCoder())
        .apply("AsView", View.asIterable());
  }
}
