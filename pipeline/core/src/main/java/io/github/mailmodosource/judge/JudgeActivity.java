package io.github.mailmodosource.judge;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.ActivityCoder;
import io.github.mailmodosource.contact.ContactsJoin;
import io.github.mailmodosource.contact.IdentifiedContacts;
import io.github.mailmodosource.contact.IndexShard;
import io.github.mailmodosource.contact.LiveContacts;
import io.github.mailmodosource.contact.SplitContacts;
import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.deadletter.DeadLetterCoder;
import io.github.mailmodosource.event.EventBlock;
import io.github.mailmodosource.rows.RowUnit;
import io.github.mailmodosource.shard.BoundedOnly;
import io.github.mailmodosource.track.ActivityBlock;
import io.github.mailmodosource.track.ActivityBlockCoder;
import io.github.mailmodosource.track.MessageId;
import io.github.mailmodosource.track.ToTrackEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithFailures;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.jspecify.annotations.Nullable;

/**
 * Rows of activity in, blocks of track events out: parse, period, gate, then the typed DoFn of the
 * event. What cannot be parsed is a dead letter.
 *
 * <p>With {@link ContactsJoin#SIDE_INPUT} the first three are one step. As steps of their own they
 * took twice the CPU on Flink: it wrote every activity out and read it back for each of two
 * outputs. {@link ContactsJoin#KEYED} needs two steps, with a grouping between them. Both are for
 * bounded runs: a group of an unbounded run never ends, and a side input holds it up; see {@link
 * LiveContacts}, which it is judged {@link #against} instead.
 */
public final class JudgeActivity
    extends PTransform<
        PCollection<RowUnit>, WithFailures.Result<PCollection<EventBlock>, DeadLetter>> {
  static final TupleTag<DeadLetter> LETTERS = new TupleTag<>() {};
  static final TupleTag<KV<Integer, List<Activity>>> BY_SHARD = new TupleTag<>() {};

  private static final long ROW_BYTES_OF_A_SHARD = 16L << 20;
  private static final int MOST_SHARDS = 4_096;

  private final JudgeSettings settings;
  private final @Nullable Contacts contacts;
  private final @Nullable ContactsInMemory live;
  private final Instant started;
  private final transient @Nullable SuppressedView suppressed;
  private final String idNamespace;

  /** Exactly one of contacts and live is null. */
  private JudgeActivity(
      JudgeSettings settings,
      @Nullable Contacts contacts,
      @Nullable ContactsInMemory live,
      Instant started,
      @Nullable SuppressedView suppressed,
      String idNamespace) {
    this.settings = settings;
    this.contacts = contacts;
    this.live = live;
    this.started = started;
    this.suppressed = suppressed;
    this.idNamespace = idNamespace;
  }

  private record ContactsInMemory(LiveContacts contacts, ContactsRefresh refresh) {}

  /**
   * Judges by these settings and contacts. Bounded only.
   *
   * @param started when the run did; days near it are counted by day, others by month, and no
   *     activity happens long after it
   */
  public static JudgeActivity by(JudgeSettings settings, Contacts contacts, Instant started) {
    return new JudgeActivity(settings, contacts, null, started, null, "");
  }

  /**
   * Judges without end, against contacts that every process keeps fresh. What nobody is identified
   * for is held, as {@code refresh} says, and judged again.
   *
   * @param started when the run did; days near it are counted by day, others by month. No activity
   *     happens long after now
   */
  public static JudgeActivity against(
      LiveContacts contacts, ContactsRefresh refresh, JudgeSettings settings, Instant started) {
    return new JudgeActivity(
        settings, null, new ContactsInMemory(contacts, refresh), started, null, "");
  }

  /** Leaves out what belongs to these people, behind the gate; null for nobody. */
  public JudgeActivity without(@Nullable SuppressedView people) {
    return new JudgeActivity(settings, contacts, live, started, people, idNamespace);
  }

  /** Makes other ids; see {@link MessageId}. An empty namespace adds nothing. */
  public JudgeActivity withIdNamespace(String namespace) {
    return new JudgeActivity(settings, contacts, live, started, suppressed, namespace);
  }

  @Override
  public WithFailures.Result<PCollection<EventBlock>, DeadLetter> expand(
      PCollection<RowUnit> rows) {
    if (live != null) {
      return withoutEnd(rows, live);
    }
    Contacts known = Objects.requireNonNull(contacts);
    BoundedOnly.check(this, rows);
    return switch (known.join()) {
      case SIDE_INPUT -> againstIndex(rows, known);
      case KEYED -> byShard(rows, known);
    };
  }

  private WithFailures.Result<PCollection<EventBlock>, DeadLetter> againstIndex(
      PCollection<RowUnit> rows, Contacts known) {
    PCollectionView<Iterable<IndexShard>> index =
        known.calls().apply("IndexContacts", IdentifiedContacts.sizedFor(known.rowBytes()));
    JudgeRowsFn judge =
        new JudgeRowsFn(settings, settings.rows(started), ContactsOfStep.of(index), started, 0);
    return events(rows.apply("JudgeRows", ParDo.of(judge).withSideInputs(index)));
  }

  private WithFailures.Result<PCollection<EventBlock>, DeadLetter> withoutEnd(
      PCollection<RowUnit> rows, ContactsInMemory known) {
    ContactsRefresh refresh = known.refresh();
    int shards = refresh.waitFor().isZero() ? 0 : WaitForContacts.SHARDS;
    JudgeRowsFn judge =
        new JudgeRowsFn(
            settings,
            settings.rowsWithoutEnd(),
            ContactsOfStep.of(known.contacts(), refresh.run()),
            started,
            shards);
    if (shards == 0) {
      return events(rows.apply("JudgeRows", ParDo.of(judge)));
    }
    PCollectionTuple judged =
        rows.apply(
            "JudgeRows",
            ParDo.of(judge)
                .withOutputTags(JudgeRowsFn.JUDGED, TupleTagList.of(JudgeRowsFn.WAITING)));
    PCollection<ActivityBlock> found =
        judged
            .get(JudgeRowsFn.WAITING)
            .setCoder(KvCoder.of(VarIntCoder.of(), ListCoder.of(ActivityCoder.of())))
            .apply(
                "WaitForContacts",
                WaitForContacts.by(settings, known.contacts(), refresh, started));
    return events(
        PCollectionList.of(judged.get(JudgeRowsFn.JUDGED).setCoder(ActivityBlockCoder.of()))
            .and(found)
            .apply("Identified", Flatten.pCollections()));
  }

  private WithFailures.Result<PCollection<EventBlock>, DeadLetter> events(
      PCollection<ActivityBlock> judged) {
    PCollection<ActivityBlock> identified = judged.setCoder(ActivityBlockCoder.of());
    if (suppressed != null) {
      identified = identified.apply("DropSuppressed", DropSuppressed.of(suppressed));
    }
    return identified.apply("ToTrackEvents", ToTrackEvents.create().withIdNamespace(idNamespace));
  }

  private WithFailures.Result<PCollection<EventBlock>, DeadLetter> byShard(
      PCollection<RowUnit> rows, Contacts known) {
    int shards = (int) Math.min(known.rowBytes() / ROW_BYTES_OF_A_SHARD + 1, MOST_SHARDS);
    PCollectionTuple split =
        rows.apply(
            "SplitActivity",
            ParDo.of(new SplitActivityFn(settings, shards, started))
                .withOutputTags(BY_SHARD, TupleTagList.of(LETTERS)));
    split.get(BY_SHARD).setCoder(KvCoder.of(VarIntCoder.of(), ListCoder.of(ActivityCoder.of())));
    List<PCollection<DeadLetter>> letters = new ArrayList<>();
    letters.add(split.get(LETTERS).setCoder(DeadLetterCoder.of()));
    PCollection<EventBlock> events =
        events(
                KeyedPCollectionTuple.of(
                        JudgeShardFn.CONTACTS,
                        known.calls().apply("SplitContacts", SplitContacts.into(shards)))
                    .and(JudgeShardFn.ACTIVITIES, split.get(BY_SHARD))
                    .apply("GroupShards", CoGroupByKey.create())
                    .apply("JudgeShards", ParDo.of(new JudgeShardFn(settings, shards, started))))
            .failuresTo(letters);
    return WithFailures.Result.of(
        events, PCollectionList.of(letters).apply("DeadLetters", Flatten.pCollections()));
  }
}
