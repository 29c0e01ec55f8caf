package io.github.mailmodosource.judge;

import io.github.mailmodosource.contact.IdentifiedContacts;
import io.github.mailmodosource.contact.IndexShard;
import io.github.mailmodosource.contact.LiveSuppressed;
import io.github.mailmodosource.contact.ParseSuppressed;
import io.github.mailmodosource.contact.SuppressedPeople;
import io.github.mailmodosource.deadletter.DeadLetter;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.jspecify.annotations.Nullable;

/**
 * The people whose events must not be sent, shared by all steps of a job that leave something out:
 * a side input, or in a run without end {@link LiveSuppressed}, for the reasons that {@link
 * io.github.mailmodosource.contact.LiveContacts} has. A step that has it does not begin before the
 * whole list is read, so that a list that stops the job stops it before anything is sent.
 *
 * <p>Usage: {@link #open} in {@code @Setup}, {@link #forget} in {@code @StartBundle}, {@link
 * #people} for each element, {@link #close} in {@code @Teardown}.
 */
public final class SuppressedView implements Serializable {
  private final @Nullable PCollectionView<Iterable<IndexShard>> view;
  private final @Nullable LiveSuppressed live;
  private transient @Nullable SuppressedPeople people;

  private SuppressedView(
      @Nullable PCollectionView<Iterable<IndexShard>> view, @Nullable LiveSuppressed live) {
    this.view = view;
    this.live = live;
  }

  /**
   * Reads the list.
   *
   * @param source null if nobody is to be left out
   * @param parts into about how many parts the list is read
   * @param letters gets what cannot be read of it
   * @return null without a source
   */
  public static @Nullable SuppressedView read(
      Pipeline pipeline,
      @Nullable SuppressedSource source,
      int parts,
      List<PCollection<DeadLetter>> letters) {
    if (source == null) {
      return null;
    }
    return new SuppressedView(
        pipeline
            .apply("ReadSuppressed", source.rows().read(parts))
            .apply("ParseSuppressed", ParseSuppressed.with(source.fields()))
            .failuresTo(letters)
            .apply("IndexSuppressed", IdentifiedContacts.sizedFor(source.rows().bytes())),
        null);
  }

  /**
   * Reads the list again and again, in every process.
   *
   * @param source null if nobody is to be left out
   * @return null without a source
   */
  public static @Nullable SuppressedView live(
      @Nullable SuppressedSource source, ContactsRefresh refresh) {
    return source == null
        ? null
        : new SuppressedView(
            null,
            LiveSuppressed.of(
                refresh.run(), source.rows().reader(), source.fields(), refresh.every()));
  }

  /** The step of a function that asks this. */
  public <I, O> ParDo.SingleOutput<I, O> step(DoFn<I, O> fn) {
    ParDo.SingleOutput<I, O> step = ParDo.of(fn);
    return view == null ? step : step.withSideInputs(view);
  }

  public void open() throws InterruptedException {
    if (live != null) {
      live.open();
    }
  }

  public void close() {
    if (live != null) {
      live.close();
    }
  }

  /** Some runners decode a side input at every access: it is fetched once for each bundle. */
  public void forget() {
    people = null;
  }

  /** Not to be kept while something is handed on. */
  public SuppressedPeople people(DoFn<?, ?>.ProcessContext context) {
    if (live != null) {
      return live.people();
    }
    SuppressedPeople known = people;
    if (known == null) {
      known = SuppressedPeople.of(context.sideInput(Objects.requireNonNull(view)));
      people = known;
    }
    return known;
  }
}
