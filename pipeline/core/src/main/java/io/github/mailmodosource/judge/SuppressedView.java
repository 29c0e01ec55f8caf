package io.github.mailmodosource.judge;

import io.github.mailmodosource.contact.IdentifiedContacts;
import io.github.mailmodosource.contact.IndexShard;
import io.github.mailmodosource.contact.ParseSuppressed;
import io.github.mailmodosource.contact.SuppressedPeople;
import io.github.mailmodosource.deadletter.DeadLetter;
import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.jspecify.annotations.Nullable;

/**
 * The people whose events must not be sent, as a side input; shared by all steps of a job that
 * leave something out. A step that has it does not begin before the whole list is read, so that a
 * list that stops the job stops it before anything is sent.
 *
 * <p>Usage: {@link #forget} in {@code @StartBundle}, then {@link #people} for each element.
 */
public final class SuppressedView implements Serializable {
  private final PCollectionView<Iterable<IndexShard>> view;
  private transient @Nullable SuppressedPeople people;

  private SuppressedView(PCollectionView<Iterable<IndexShard>> view) {
    this.view = view;
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
            .apply("IndexSuppressed", IdentifiedContacts.sizedFor(source.rows().bytes())));
  }

  /** The step of a function that asks this. */
  public <I, O> ParDo.SingleOutput<I, O> step(DoFn<I, O> fn) {
    return ParDo.of(fn).withSideInputs(view);
  }

  /** Some runners decode a side input at every access: it is fetched once for each bundle. */
  public void forget() {
    people = null;
  }

  public SuppressedPeople people(DoFn<?, ?>.ProcessContext context) {
    SuppressedPeople known = people;
    if (known == null) {
      known = SuppressedPeople.of(context.sideInput(view));
      people = known;
    }
    return known;
  }
}
