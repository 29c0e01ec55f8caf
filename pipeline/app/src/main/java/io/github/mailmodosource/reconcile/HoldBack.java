package io.github.mailmodosource.reconcile;

import io.github.mailmodosource.event.EventShard;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.event.TrackEventCoder;
import io.github.mailmodosource.match.Finding;
import io.github.mailmodosource.match.FindingCount;
import io.github.mailmodosource.match.MatchById;
import io.github.mailmodosource.shard.BoundedOnly;
import java.util.Set;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.jspecify.annotations.Nullable;

/**
 * Passes on all missing events, or none if there are more than may be sent again.
 *
 * <p>How many there are is known only when the last event has been judged. It is a side input, for
 * which a runner holds the events back: no step behind this one sees an event before the counts are
 * complete. They wait in a grouping by shard, on disk where the runner has one. It is there for
 * Flink's batch runner too, which does not read the events of a step before its side input is
 * complete: without anything that takes them in, the step that judges could not go on behind a few
 * megabytes of missing events, and the counts would never be complete.
 */
final class HoldBack extends PTransform<PCollection<TrackEvent>, PCollection<TrackEvent>> {
  private final ResendLimit limit;
  private final transient PCollection<KV<FindingCount, Long>> counts;
  private final int shards;

  private HoldBack(ResendLimit limit, PCollection<KV<FindingCount, Long>> counts, int shards) {
    this.limit = limit;
    this.counts = counts;
    this.shards = shards;
  }

  /**
   * Passes on what the limit allows.
   *
   * @param counts of {@link MatchById#COUNTS}, all of them
   * @param shards into how many the events are grouped: as many as the match has
   */
  static HoldBack above(ResendLimit limit, PCollection<KV<FindingCount, Long>> counts, int shards) {
    return new HoldBack(limit, counts, shards);
  }

  @Override
  public PCollection<TrackEvent> expand(PCollection<TrackEvent> missing) {
    BoundedOnly.check(this, missing);
    PCollectionView<KV<Long, Long>> totals =
        counts.apply("AddUp", Combine.globally(new TotalsFn()).asSingletonView());
    int groups = shards;
    return missing
        .apply(
            "KeyByShard",
            WithKeys.<Integer, TrackEvent>of(event -> EventShard.of(event.messageId(), groups))
                .withKeyType(TypeDescriptors.integers()))
        .setCoder(KvCoder.of(VarIntCoder.of(), TrackEventCoder.of()))
        .apply("GroupShards", GroupByKey.create())
        .apply("AllOrNone", ParDo.of(new AllOrNoneFn(limit, totals)).withSideInputs(totals))
        .setCoder(TrackEventCoder.of());
  }

  /** Missing and expected events. */
  static final class TotalsFn
      extends Combine.CombineFn<KV<FindingCount, Long>, KV<Long, Long>, KV<Long, Long>> {
    private static final Set<Finding> EXPECTED =
        Set.of(Finding.MATCHED, Finding.MISSING, Finding.MISMATCHED);

    @Override
    public KV<Long, Long> createAccumulator() {
      return KV.of(0L, 0L);
    }

    @Override
    public KV<Long, Long> addInput(KV<Long, Long> totals, KV<FindingCount, Long> count) {
      Finding finding = count.getKey().finding();
      // Every event is counted twice, by its day and by its campaign.
      if (count.getKey().isOfCampaign() || !EXPECTED.contains(finding)) {
        return totals;
      }
      long missing = finding == Finding.MISSING ? count.getValue() : 0;
      return KV.of(totals.getKey() + missing, totals.getValue() + count.getValue());
    }

    @Override
    public KV<Long, Long> mergeAccumulators(Iterable<KV<Long, Long>> parts) {
      long missing = 0;
      long expected = 0;
      for (KV<Long, Long> part : parts) {
        missing += part.getKey();
        expected += part.getValue();
      }
      return KV.of(missing, expected);
    }

    @Override
    public KV<Long, Long> extractOutput(KV<Long, Long> totals) {
      return totals;
    }

    @Override
    public Coder<KV<Long, Long>> getAccumulatorCoder(
        CoderRegistry registry, Coder<KV<FindingCount, Long>> input) {
      return KvCoder.of(VarLongCoder.of(), VarLongCoder.of());
    }

    @Override
    public Coder<KV<Long, Long>> getDefaultOutputCoder(
        CoderRegistry registry, Coder<KV<FindingCount, Long>> input) {
      return getAccumulatorCoder(registry, input);
    }
  }

  static final class AllOrNoneFn extends DoFn<KV<Integer, Iterable<TrackEvent>>, TrackEvent> {
    private final ResendLimit limit;
    private final PCollectionView<KV<Long, Long>> totals;
    private transient @Nullable Boolean all;

    AllOrNoneFn(ResendLimit limit, PCollectionView<KV<Long, Long>> totals) {
      this.limit = limit;
      this.totals = totals;
    }

    /** Some runners decode a side input at every access: it is fetched once for each bundle. */
    @StartBundle
    public void startBundle() {
      all = null;
    }

    @ProcessElement
    public void pass(ProcessContext context) {
      Boolean known = all;
      if (known == null) {
        KV<Long, Long> found = context.sideInput(totals);
        known = limit.allows(found.getKey(), found.getValue());
        all = known;
      }
      if (known) {
        context.element().getValue().forEach(context::output);
      }
    }
  }
}
