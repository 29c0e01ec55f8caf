package io.github.mailmodosource.judge;

import io.github.mailmodosource.contact.ContactsJoin;
import io.github.mailmodosource.contact.IdentifyCalls;
import io.github.mailmodosource.contact.LiveContacts;
import io.github.mailmodosource.contact.ParseContacts;
import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.event.EachEvent;
import io.github.mailmodosource.event.EventBlock;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.rows.RowUnit;
import io.github.mailmodosource.shard.BoundedOnly;
import io.github.mailmodosource.track.MessageId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.WithFailures;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollection.IsBounded;
import org.apache.beam.sdk.values.PCollectionList;
import org.jspecify.annotations.Nullable;

/**
 * Rows of activity in, the track events that should reach Segment out; what cannot be read, of
 * activity or of contacts, is a dead letter. The contacts are read here, too. An activity that is
 * there twice gives two events with the same messageId.
 *
 * <p>Activity without end is judged against contacts that every process reads again and again,
 * which {@link #refreshing} says more of; of them nothing becomes a dead letter.
 */
public final class MakeTrackEvents
    extends PTransform<
        PCollection<RowUnit>, WithFailures.Result<PCollection<TrackEvent>, DeadLetter>> {
  private final JudgeSettings settings;
  private final transient ContactSource contacts;
  private final int parts;
  private final Instant started;
  private final transient @Nullable SuppressedView suppressed;
  private final String idNamespace;
  private final @Nullable ContactsRefresh refresh;

  private MakeTrackEvents(
      JudgeSettings settings,
      ContactSource contacts,
      int parts,
      Instant started,
      @Nullable SuppressedView suppressed,
      String idNamespace,
      @Nullable ContactsRefresh refresh) {
    this.settings = settings;
    this.contacts = contacts;
    this.parts = parts;
    this.started = started;
    this.suppressed = suppressed;
    this.idNamespace = idNamespace;
    this.refresh = refresh;
  }

  /**
   * Judges by these settings.
   *
   * @param contacts who activity is judged against
   * @param parts into about how many parts the contacts are read
   * @param started when the run did; days near it are counted by day, others by month, and no
   *     activity happens long after it
   */
  public static MakeTrackEvents by(
      JudgeSettings settings, ContactSource contacts, int parts, Instant started) {
    return new MakeTrackEvents(settings, contacts, parts, started, null, "", null);
  }

  /** Leaves out what belongs to these people; null for nobody. */
  public MakeTrackEvents without(@Nullable SuppressedView people) {
    return new MakeTrackEvents(settings, contacts, parts, started, people, idNamespace, refresh);
  }

  /** Makes other ids; see {@link MessageId}. An empty namespace adds nothing. */
  public MakeTrackEvents withIdNamespace(String namespace) {
    return new MakeTrackEvents(settings, contacts, parts, started, suppressed, namespace, refresh);
  }

  /**
   * How the contacts are kept fresh, which activity without end needs. It makes no difference to
   * bounded activity.
   */
  public MakeTrackEvents refreshing(ContactsRefresh how) {
    return new MakeTrackEvents(settings, contacts, parts, started, suppressed, idNamespace, how);
  }

  @Override
  public WithFailures.Result<PCollection<TrackEvent>, DeadLetter> expand(
      PCollection<RowUnit> activity) {
    return activity.isBounded() == IsBounded.BOUNDED ? bounded(activity) : withoutEnd(activity);
  }

  private WithFailures.Result<PCollection<TrackEvent>, DeadLetter> withoutEnd(
      PCollection<RowUnit> activity) {
    if (refresh == null || contacts.join() == ContactsJoin.KEYED) {
      BoundedOnly.check(this, activity);
    }
    ContactsRefresh how = Objects.requireNonNull(refresh);
    LiveContacts known =
        LiveContacts.of(
            how.run(), contacts.rows().reader(), contacts.fields(), settings.times(), how.every());
    WithFailures.Result<PCollection<EventBlock>, DeadLetter> judged =
        activity.apply(
            "JudgeActivity",
            JudgeActivity.against(known, how, settings, started)
                .without(suppressed)
                .withIdNamespace(idNamespace));
    return WithFailures.Result.of(
        judged.output().apply("EachEvent", EachEvent.create()), judged.failures());
  }

  private WithFailures.Result<PCollection<TrackEvent>, DeadLetter> bounded(
      PCollection<RowUnit> activity) {
    List<PCollection<DeadLetter>> letters = new ArrayList<>();
    PCollection<IdentifyCalls> calls =
        activity
            .getPipeline()
            .apply("ReadContacts", contacts.rows().read(parts))
            .apply(
                "ParseContacts", ParseContacts.with(contacts.fields()).withTimes(settings.times()))
            .failuresTo(letters);
    Contacts known = new Contacts(calls, contacts.rows().bytes(), contacts.join());
    PCollection<TrackEvent> events =
        activity
            .apply(
                "JudgeActivity",
                JudgeActivity.by(settings, known, started)
                    .without(suppressed)
                    .withIdNamespace(idNamespace))
            .failuresTo(letters)
            .apply("EachEvent", EachEvent.create());
    return WithFailures.Result.of(
        events, PCollectionList.of(letters).apply("DeadLetters", Flatten.pCollections()));
  }
}
