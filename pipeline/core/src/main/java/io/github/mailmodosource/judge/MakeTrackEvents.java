package io.github.mailmodosource.judge;

import io.github.mailmodosource.contact.IdentifyCalls;
import io.github.mailmodosource.contact.ParseContacts;
import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.event.EachEvent;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.track.MessageId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.WithFailures;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.jspecify.annotations.Nullable;

/**
 * Rows of activity in, the track events that should reach Segment out; what cannot be read, of
 * activity or of contacts, is a dead letter. The contacts are read here, too. An activity that is
 * there twice gives two events with the same messageId.
 */
public final class MakeTrackEvents
    extends PTransform<
        PCollection<RowBlock>, WithFailures.Result<PCollection<TrackEvent>, DeadLetter>> {
  private final JudgeSettings settings;
  private final transient ContactSource contacts;
  private final int parts;
  private final Instant started;
  private final transient @Nullable SuppressedView suppressed;
  private final String idNamespace;

  private MakeTrackEvents(
      JudgeSettings settings,
      ContactSource contacts,
      int parts,
      Instant started,
      @Nullable SuppressedView suppressed,
      String idNamespace) {
    this.settings = settings;
    this.contacts = contacts;
    this.parts = parts;
    this.started = started;
    this.suppressed = suppressed;
    this.idNamespace = idNamespace;
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
    return new MakeTrackEvents(settings, contacts, parts, started, null, "");
  }

  /** Leaves out what belongs to these people; null for nobody. */
  public MakeTrackEvents without(@Nullable SuppressedView people) {
    return new MakeTrackEvents(settings, contacts, parts, started, people, idNamespace);
  }

  /** Makes other ids; see {@link MessageId}. An empty namespace adds nothing. */
  public MakeTrackEvents withIdNamespace(String namespace) {
    return new MakeTrackEvents(settings, contacts, parts, started, suppressed, namespace);
  }

  @Override
  public WithFailures.Result<PCollection<TrackEvent>, DeadLetter> expand(
      PCollection<RowBlock> activity) {
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
