package io.github.mailmodosource.match;

import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.event.DuplicateTimes;
import io.github.mailmodosource.event.DuplicateWarning;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.metrics.FunnelCounter;
import io.github.mailmodosource.metrics.Outcome;
import io.github.mailmodosource.metrics.RunCounters;
import io.github.mailmodosource.metrics.WarningExample;
import io.github.mailmodosource.rows.SourceRow;
import io.github.mailmodosource.warehouse.ColumnDifference;
import io.github.mailmodosource.warehouse.EventTableRead;
import io.github.mailmodosource.warehouse.ExpectedRow;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/**
 * Judges what a shard has of each id: the events that are expected, and the rows that are there.
 * (Bounded runs only: the rest of the counts leaves at the end of the global window.)
 */
final class MatchShardFn extends DoFn<KV<Integer, Iterable<byte[]>>, Difference> {
  /** Campaigns may be without number; what is counted leaves now and then. */
  private static final int MOST_COUNTS = 10_000;

  private static final String LOST = "lost_to_column_type";

  private final Map<EventType, EventTableRead> tables = new EnumMap<>(EventType.class);
  private final JudgedPeriod period;
  private final boolean combined;
  private final Map<Finding, Counter> found = new EnumMap<>(Finding.class);
  private final FunnelCounter duplicate = new FunnelCounter(Outcome.DUPLICATE);
  private final DuplicateWarning duplicateDiffers = new DuplicateWarning();
  private final Counter lost = RunCounters.warnings(LOST);
  private final WarningExample lostExample = new WarningExample(LOST);
  private final Map<FindingCount, Long> counts = new HashMap<>();
  private final Map<String, Integer> samples = new HashMap<>();

  /**
   * @param combined whether each id gets a line
   */
  MatchShardFn(List<EventTableRead> tables, JudgedPeriod period, boolean combined) {
    tables.forEach(table -> this.tables.put(table.type(), table));
    this.period = period;
    this.combined = combined;
  }

  /** What a shard has of one id. */
  private static final class Found {
    final Judgement judgement;
    @Nullable TrackEvent event;

    Found(Judgement judgement) {
      this.judgement = judgement;
    }
  }

  @ProcessElement
  public void judge(@Element KV<Integer, Iterable<byte[]>> shard, MultiOutputReceiver out)
      throws IOException {
    Map<String, Found> ids = new HashMap<>();
    DuplicateTimes duplicates = new DuplicateTimes();
    for (byte[] block : shard.getValue()) {
      SplitByIdFn.forEach(block, side -> add(side, ids, duplicates));
    }
    ids.forEach((id, found) -> judge(id, found, duplicates, out));
    if (counts.size() > MOST_COUNTS) {
      counts.forEach((key, value) -> out.get(MatchById.COUNTS).output(KV.of(key, value)));
      counts.clear();
    }
  }

  private void add(Side side, Map<String, Found> ids, DuplicateTimes duplicates) {
    Found found = ids.computeIfAbsent(side.id(), id -> new Found(new Judgement(tables, period)));
    if (side.expected() != null) {
      found.event = first(found.event, side.expected(), duplicates);
    } else if (side.actual() != null) {
      found.judgement.add(side.actual());
    }
  }

  private void judge(String id, Found found, DuplicateTimes duplicates, MultiOutputReceiver out) {
    TrackEvent event = found.event;
    if (event != null) {
      found.judgement.expect(ExpectedRow.of(event));
      duplicateDiffers.count(event, duplicates);
    }
    List<Difference> findings = found.judgement.findings();
    for (Difference difference : findings) {
      tell(difference, event, out);
    }
    if (event != null) {
      found.judgement.lost().forEach(column -> warn(event, column));
    }
    if (combined) {
      out.get(MatchById.COMBINED).output(CombinedLine.of(id, findings));
    }
  }

  private void warn(TrackEvent event, ColumnDifference column) {
    lost.inc();
    lostExample.offer(
        () ->
            column.column()
                + " of an "
                + event.eventName()
                + ", which should be "
                + column.expected()
                + ", but the column has the type of its first value, and cannot hold it");
  }

  private void tell(Difference difference, @Nullable TrackEvent event, MultiOutputReceiver out) {
    count(FindingCount.ofDay(difference));
    count(FindingCount.ofCampaign(difference));
    counter(difference.finding()).inc();
    if (difference.finding() == Finding.MATCHED) {
      return;
    }
    out.get(MatchById.DIFFERENCES).output(difference.brief());
    sample(difference, out);
    if (difference.finding() == Finding.MISSING && event != null) {
      out.get(MatchById.MISSING).output(event);
    }
  }

  private Counter counter(Finding finding) {
    return found.computeIfAbsent(finding, f -> Metrics.counter(MatchById.NAMESPACE, f.key()));
  }

  private TrackEvent first(
      @Nullable TrackEvent known, TrackEvent other, DuplicateTimes duplicates) {
    if (known == null) {
      return other;
    }
    duplicate.inc(other.eventName());
    boolean isBefore = SourceRow.SOURCE_ORDER.compare(other.row(), known.row()) < 0;
    duplicates.add(isBefore ? known : other);
    return isBefore ? other : known;
  }

  private void count(FindingCount key) {
    counts.merge(key, 1L, Long::sum);
  }

  /** A few of each bundle are enough to choose from. */
  private void sample(Difference difference, MultiOutputReceiver out) {
    String kind = difference.finding() + difference.event();
    if (samples.merge(kind, 1, Integer::sum) <= MatchById.SAMPLES_OF_A_KIND) {
      out.get(MatchById.SAMPLES).output(difference);
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
                MatchById.COUNTS,
                KV.of(key, value),
                GlobalWindow.INSTANCE.maxTimestamp(),
                GlobalWindow.INSTANCE));
    counts.clear();
  }
}
