package io.github.mailmodosource.judge;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.ActivityCoder;
import io.github.mailmodosource.contact.ContactsJoin;
import io.github.mailmodosource.contact.IdentifiedContacts;
import io.github.mailmodosource.contact.IndexShard;
import io.github.mailmodosource.contact.SplitContacts;
import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.deadletter.DeadLetterCoder;
import io.github.mailmodosource.event.EventBlock;
import io.github.mailmodosource.event.EventBlockCoder;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.event.TrackEventCoder;
import io.github.mailmodosource.rows.RowBlock;
import java.time.Instant;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Rows of activity in, the track events that should reach Segment out: parse, period, gate, typed
 * DoFn.
 *
 * <p>With {@link ContactsJoin#SIDE_INPUT} all of it is one step. As steps of their own the four
 * took twice the CPU on Flink: it wrote every activity out and read it back for each of two
 * outputs. {@link ContactsJoin#KEYED} needs two steps, with a grouping between them (bounded runs
 * only: a group of an unbounded run never ends).
 */
public final class JudgeActivity extends PTransform<PCollection<RowBlock>, PCollectionTuple> {
  public static final TupleTag<TrackEvent> EVENTS = new TupleTag<>() {};
  public static final TupleTag<DeadLetter> DEAD_LETTERS = new TupleTag<>() {};
  static final TupleTag<KV<Integer, List<Activity>>> BY_SHARD = new TupleTag<>() {};
  private static final TupleTag<EventBlock> BLOCKS = new TupleTag<>() {};

  private static final long ROW_BYTES_OF_A_SHARD = 16L << 20;
  private static final int MOST_SHARDS = 4_096;

  private final JudgeSettings settings;
  private final Contacts contacts;
  private final Instant started;

  private JudgeActivity(JudgeSettings settings, Contacts contacts, Instant started) {
    this.settings = settings;
    this.contacts = contacts;
    this.started = started;
  }

  /**
   * Judges by these settings and contacts.
   *
   * @param started when the run did; days near it are counted by day, others by month
   */
  public static JudgeActivity by(JudgeSettings settings, Contacts contacts, Instant started) {
    return new JudgeActivity(settings, contacts, started);
  }

  @Override
  public PCollectionTuple expand(PCollection<RowBlock> rows) {
    return switch (contacts.join()) {
      case SIDE_INPUT -> againstIndex(rows);
      case KEYED -> byShard(rows);
    };
  }

  private PCollectionTuple againstIndex(PCollection<RowBlock> rows) {
    PCollectionView<Iterable<IndexShard>> index =
        contacts.calls().apply("IndexContacts", IdentifiedContacts.sizedFor(contacts.rowBytes()));
    PCollectionTuple judged =
        rows.apply(
            "JudgeRows",
            ParDo.of(new JudgeRowsFn(settings, index, started))
                .withSideInputs(index)
                .withOutputTags(BLOCKS, TupleTagList.of(DEAD_LETTERS)));
    PCollection<TrackEvent> events =
        judged
            .get(BLOCKS)
            .setCoder(new EventBlockCoder())
            .apply("EachEvent", ParDo.of(new EachEventFn()));
    return outputs(events, judged.get(DEAD_LETTERS));
  }

  private PCollectionTuple byShard(PCollection<RowBlock> rows) {
    int shards = (int) Math.min(contacts.rowBytes() / ROW_BYTES_OF_A_SHARD + 1, MOST_SHARDS);
    PCollectionTuple split =
        rows.apply(
            "SplitActivity",
            ParDo.of(new SplitActivityFn(settings, shards))
                .withOutputTags(BY_SHARD, TupleTagList.of(DEAD_LETTERS)));
    split.get(BY_SHARD).setCoder(KvCoder.of(VarIntCoder.of(), ListCoder.of(ActivityCoder.of())));
    PCollection<TrackEvent> events =
        KeyedPCollectionTuple.of(
                JudgeShardFn.CONTACTS,
                contacts.calls().apply("SplitContacts", SplitContacts.into(shards)))
            .and(JudgeShardFn.ACTIVITIES, split.get(BY_SHARD))
            .apply("GroupShards", CoGroupByKey.create())
            .apply("JudgeShards", ParDo.of(new JudgeShardFn(settings, shards, started)));
    return outputs(events, split.get(DEAD_LETTERS));
  }

  private static PCollectionTuple outputs(
      PCollection<TrackEvent> events, PCollection<DeadLetter> deadLetters) {
    return PCollectionTuple.of(EVENTS, events.setCoder(TrackEventCoder.of()))
        .and(DEAD_LETTERS, deadLetters.setCoder(DeadLetterCoder.of()));
  }

  static final class EachEventFn extends DoFn<EventBlock, TrackEvent> {
    @ProcessElement
    public void each(@Element EventBlock block, OutputReceiver<TrackEvent> out) {
      block.forEach(out::output);
    }
  }
}
