package io.github.mailmodosource.warehouse;

import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.activity.TimeWindow;
import io.github.mailmodosource.report.Finding;
import io.github.mailmodosource.report.FunnelCounter;
import io.github.mailmodosource.report.Outcome;
import io.github.mailmodosource.rows.Row;
import io.github.mailmodosource.rows.RowFormat;
import io.github.mailmodosource.track.TrackEvent;
import io.github.mailmodosource.track.TrackEventCoder;
import io.github.mailmodosource.warehouse.FindingCount.FindingCountCoder;
import io.github.mailmodosource.warehouse.Side.SideCoder;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sample;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.jspecify.annotations.Nullable;

/**
 * Brings together, by id, the events that should be in the warehouse and the rows that are, and
 * says what it finds. Bounded only.
 *
 * <p>A keyed join: the runner groups by id, on disk where it has one, and a group is read once and
 * in one go, so that neither side is ever in memory. It also takes the place of the step that
 * removes duplicates of the activity: of events with the same id the first row counts, as for
 * {@code send}.
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

  private static final int SAMPLES_OF_A_KIND = 5;
  private static final String NAMESPACE = "reconcile";

  private final WarehouseSchema schema;
  private final PCollection<WarehouseRow> rows;
  private final TimeWindow window;

  private final boolean keepRows;

  private MatchById(
      WarehouseSchema schema, PCollection<WarehouseRow> rows, TimeWindow window, boolean keepRows) {
    this.schema = schema;
    this.rows = rows;
    this.window = window;
    this.keepRows = keepRows;
  }

  /**
   * Matches against these rows.
   *
   * @param rows of the tables of {@code schema}
   * @param window the activity that is expected
   */
  public static MatchById against(
      WarehouseSchema schema, PCollection<WarehouseRow> rows, TimeWindow window) {
    return new MatchById(schema, rows, window, true);
  }

  /**
   * Leaves the originals of the events behind: two fifths of what is shuffled. Only for missing
   * events that are not sent, for there is no original then for a dead letter.
   */
  public MatchById withoutOriginals() {
    return new MatchById(schema, rows, window, false);
  }

  /** How often the workers made a finding, to be compared with what they wrote. */
  public static long counted(Finding finding, MetricResults metrics) {
    MetricsFilter filter =
        MetricsFilter.builder()
            .addNameFilter(MetricNameFilter.named(NAMESPACE, finding.key()))
            .build();
    long sum = 0;
    for (MetricResult<Long> counter : metrics.queryMetrics(filter).getCounters()) {
      Long committed = counter.getCommittedOrNull();
      sum += committed != null ? committed : counter.getAttempted();
    }
    return sum;
  }

  @Override
  public PCollectionTuple expand(PCollection<TrackEvent> events) {
    KvCoder<String, Side> coder = KvCoder.of(StringUtf8Coder.of(), SideCoder.of());
    TypeDescriptor<KV<String, Side>> type =
        TypeDescriptors.kvs(TypeDescriptors.strings(), TypeDescriptor.of(Side.class));
    boolean whole = keepRows;
    PCollection<KV<String, Side>> expected =
        events
            .apply(
                "KeyExpected",
                MapElements.into(type)
                    .via(event -> KV.of(event.messageId(), Side.of(whole ? event : bare(event)))))
            .setCoder(coder);
    PCollection<KV<String, Side>> actual =
        rows.apply("KeyActual", MapElements.into(type).via(row -> KV.of(row.id(), Side.of(row))))
            .setCoder(coder);
    PCollectionTuple judged =
        PCollectionList.of(expected)
            .and(actual)
            .apply("BothSides", Flatten.pCollections())
            .apply("GroupById", GroupByKey.create())
            .apply(
                "Judge",
                ParDo.of(new JudgeFn(schema.tables(), new JudgedWindow(window)))
                    .withOutputTags(
                        DIFFERENCES, TupleTagList.of(MISSING).and(COUNTS).and(SAMPLES)));
    PCollection<KV<FindingCount, Long>> counts =
        judged
            .get(COUNTS)
            .setCoder(KvCoder.of(FindingCountCoder.of(), VarLongCoder.of()))
            .apply("AddCounts", Sum.longsPerKey());
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
    return PCollectionTuple.of(DIFFERENCES, judged.get(DIFFERENCES).setCoder(DifferenceCoder.of()))
        .and(MISSING, judged.get(MISSING).setCoder(TrackEventCoder.of()))
        .and(COUNTS, counts)
        .and(SAMPLES, samples);
  }

  /** Only with the place of its original, by which the first of several is told. */
  private static TrackEvent bare(TrackEvent event) {
    Row row = event.row();
    Row place =
        new Row(
            row.source(),
            row.position(),
            row.line(),
            RowFormat.JSON_LINES,
            null,
            new byte[0],
            0,
            0,
            0);
    return new TrackEvent(
        event.messageId(), event.eventName(), event.json(), place, event.attempts());
  }

  static final class JudgeFn extends DoFn<KV<String, Iterable<Side>>, Difference> {
    /** Campaigns may be without number; what is counted leaves now and then. */
    private static final int MOST_COUNTS = 10_000;

    private final Map<EventType, TableRead> tables = new EnumMap<>(EventType.class);
    private final JudgedWindow window;
    private final Map<Finding, Counter> found = new EnumMap<>(Finding.class);
    private final FunnelCounter duplicate = new FunnelCounter(Outcome.DUPLICATE);
    private final Map<FindingCount, Long> counts = new HashMap<>();
    private final Map<String, Integer> samples = new HashMap<>();

    JudgeFn(List<TableRead> tables, JudgedWindow window) {
      tables.forEach(table -> this.tables.put(table.type(), table));
      this.window = window;
    }

    @ProcessElement
    public void judge(@Element KV<String, Iterable<Side>> id, MultiOutputReceiver out) {
      Judgement judgement = new Judgement(tables, window);
      TrackEvent event = null;
      for (Side side : id.getValue()) {
        if (side.expected() != null) {
          event = first(event, side.expected());
        } else if (side.actual() != null) {
          judgement.add(side.actual());
        }
      }
      if (event != null) {
        judgement.expect(ExpectedRow.of(event));
      }
      for (Difference difference : judgement.findings()) {
        tell(difference, event, out);
      }
      if (counts.size() > MOST_COUNTS) {
        counts.forEach((key, value) -> out.get(COUNTS).output(KV.of(key, value)));
        counts.clear();
      }
    }

    private void tell(Difference difference, @Nullable TrackEvent event, MultiOutputReceiver out) {
      count(FindingCount.ofDay(difference));
      count(FindingCount.ofCampaign(difference));
      counter(difference.finding()).inc();
      if (difference.finding() == Finding.MATCHED) {
        return;
      }
      out.get(DIFFERENCES).output(difference.brief());
      sample(difference, out);
      if (difference.finding() == Finding.MISSING && event != null) {
        out.get(MISSING).output(event);
      }
    }

    private Counter counter(Finding finding) {
      return found.computeIfAbsent(finding, f -> Metrics.counter(NAMESPACE, f.key()));
    }

    private TrackEvent first(@Nullable TrackEvent known, TrackEvent other) {
      if (known == null) {
        return other;
      }
      duplicate.inc(other.eventName());
      return Row.SOURCE_ORDER.compare(other.row(), known.row()) < 0 ? other : known;
    }

    private void count(FindingCount key) {
      counts.merge(key, 1L, Long::sum);
    }

    /** A few of each bundle are enough to choose from. */
    private void sample(Difference difference, MultiOutputReceiver out) {
      String kind = difference.finding() + difference.event();
      if (samples.merge(kind, 1, Integer::sum) <= SAMPLES_OF_A_KIND) {
        out.get(SAMPLES).output(difference);
      }
    }

    @StartBundle
    public void start() {
      counts.clear();
      samples.clear();
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      counts.forEach(
          (key, value) ->
              context.output(
                  COUNTS,
                  KV.of(key, value),
                  GlobalWindow.INSTANCE.maxTimestamp(),
                  GlobalWindow.INSTANCE));
      counts.clear();
    }
  }
}
