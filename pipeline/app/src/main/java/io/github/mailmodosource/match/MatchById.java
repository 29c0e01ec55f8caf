package io.github.mailmodosource.match;

import io.github.mailmodosource.activity.ActivityPeriod;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.event.TrackEventCoder;
import io.github.mailmodosource.match.Side.SideCoder;
import io.github.mailmodosource.metrics.RunnerCounts;
import io.github.mailmodosource.shard.BoundedOnly;
import io.github.mailmodosource.warehouse.WarehouseSchema;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sample;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Brings together, by id, the events that should be in the warehouse and the rows that are, and
 * says what it finds. Bounded only.
 *
 * <p>A keyed join: the runner groups both sides by the shard of their id, on disk where it has one,
 * and one shard at a time is in memory, a few megabytes of each side. A group for each id, and so
 * an element for each event and row, took half as long again on Flink. It also takes the place of
 * the step that removes duplicates of the activity: of events with the same id the first row
 * counts, as for {@code send}.
 */
public final class MatchById extends PTransform<PCollection<TrackEvent>, PCollectionTuple> {
  /** Every finding but {@code MATCHED}; with columns only where both sides have one. */
  public static final TupleTag<Difference> DIFFERENCES = new TupleTag<>() {};

  /** The events that are missing, as they would be sent. */
  public static final TupleTag<TrackEvent> MISSING = new TupleTag<>() {};

  /** How often each finding was made, by day and event, and by campaign. */
  public static final TupleTag<KV<FindingCount, Long>> COUNTS = new TupleTag<>() {};

  /** Some findings of each kind and event, with all columns that there are to compare. */
  public static final TupleTag<Difference> SAMPLES = new TupleTag<>() {};

  /** A line for each id; nothing unless {@link #withCombined}. */
  public static final TupleTag<String> COMBINED = new TupleTag<>() {};

  /** What is held in memory of one shard takes some times as much. */
  private static final long BYTES_OF_A_SHARD = 8L << 20;

  private static final long BYTES_OF_A_ROW = 600;
  private static final int MOST_SHARDS = 10_000;
  private static final TupleTagList OTHER_OUTPUTS =
      TupleTagList.of(MISSING).and(COUNTS).and(SAMPLES);

  static final int SAMPLES_OF_A_KIND = 5;
  static final String NAMESPACE = "reconcile";

  private final WarehouseSchema schema;
  private final PCollection<KV<Integer, byte[]>> rows;
  private final ActivityPeriod period;
  private final int shards;
  private final boolean keepRows;
  private final boolean combined;

  private MatchById(
      WarehouseSchema schema,
      PCollection<KV<Integer, byte[]>> rows,
      ActivityPeriod period,
      int shards,
      boolean keepRows,
      boolean combined) {
    this.schema = schema;
    this.rows = rows;
    this.period = period;
    this.shards = shards;
    this.keepRows = keepRows;
    this.combined = combined;
  }

  /**
   * Into how many shards that much is split.
   *
   * @param activityBytes about how much activity there is to read
   */
  public static int shards(long activityBytes, WarehouseSchema schema) {
    long bytes = activityBytes + schema.rows() * BYTES_OF_A_ROW;
    return (int) Math.min(bytes / BYTES_OF_A_SHARD + 1, MOST_SHARDS);
  }

  /**
   * Matches against these rows.
   *
   * @param rows of the tables of {@code schema}, from {@link SplitWarehouse}
   * @param period the activity that is expected
   * @param shards as many as the rows have
   */
  public static MatchById against(
      WarehouseSchema schema,
      PCollection<KV<Integer, byte[]>> rows,
      ActivityPeriod period,
      int shards) {
    return new MatchById(schema, rows, period, shards, true, false);
  }

  /**
   * Leaves the originals of the events behind: two fifths of what is shuffled. Only for missing
   * events that are not sent, for there is no original then for a dead letter.
   */
  public MatchById withoutOriginals() {
    return new MatchById(schema, rows, period, shards, false, combined);
  }

  /** Gives each id its line besides. */
  public MatchById withCombined() {
    return new MatchById(schema, rows, period, shards, keepRows, true);
  }

  /** How often the workers made a finding, to be compared with what they wrote. */
  public static long counted(Finding finding, MetricResults metrics) {
    return RunnerCounts.in(metrics, NAMESPACE).getOrDefault(finding.key(), 0L);
  }

  @Override
  public PCollectionTuple expand(PCollection<TrackEvent> events) {
    BoundedOnly.check(this, events);
    boolean whole = keepRows;
    PCollection<KV<Integer, byte[]>> expected =
        events
            .apply(
                "Side",
                MapElements.into(TypeDescriptor.of(Side.class))
                    .via(event -> Side.of(whole ? event : bare(event))))
            .setCoder(SideCoder.of())
            .apply("SplitById", ParDo.of(new SplitByIdFn(shards)))
            .setCoder(SplitByIdFn.CODER);
    PCollectionTuple judged =
        PCollectionList.of(expected)
            .and(rows)
            .apply("BothSides", Flatten.pCollections())
            .apply("GroupShards", GroupByKey.create())
            .apply(
                "Judge",
                ParDo.of(new MatchShardFn(schema.tables(), new JudgedPeriod(period), combined))
                    .withOutputTags(
                        DIFFERENCES, combined ? OTHER_OUTPUTS.and(COMBINED) : OTHER_OUTPUTS));
    PCollection<KV<FindingCount, Long>> counts =
        judged.get(COUNTS).setCoder(AddCounts.CODER).apply("AddCounts", AddCounts.create());
    PCollection<Difference> samples =
        judged
            .get(SAMPLES)
            .setCoder(DifferenceCoder.of())
            .apply(
                "KeyByKind",
                WithKeys.<String, Difference>of(found -> found.finding() + found.event())
                    .withKeyType(TypeDescriptors.strings()))
            .apply("TakeSome", Sample.fixedSizePerKey(SAMPLES_OF_A_KIND))
            .apply("DropKinds", Values.create())
            .apply("EachSample", Flatten.iterables());
    PCollectionTuple found =
        PCollectionTuple.of(DIFFERENCES, judged.get(DIFFERENCES).setCoder(DifferenceCoder.of()))
            .and(MISSING, judged.get(MISSING).setCoder(TrackEventCoder.of()))
            .and(COUNTS, counts)
            .and(SAMPLES, samples);
    return combined
        ? found.and(COMBINED, judged.get(COMBINED).setCoder(StringUtf8Coder.of()))
        : found;
  }

  /** Only with the place of its original, by which the first of several is told. */
  private static TrackEvent bare(TrackEvent event) {
    return new TrackEvent(
        event.messageId(),
        event.eventName(),
        event.json(),
        event.row().placeOnly(),
        event.attempts());
  }
}
