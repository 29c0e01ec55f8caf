package io.github.mailmodosource.contact;

import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.deadletter.DeadLetterCoder;
import io.github.mailmodosource.deadletter.Reason;
import io.github.mailmodosource.rows.BadRowException;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.FieldReader;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.RowUnit;
import io.github.mailmodosource.rows.SourceRow;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithFailures;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.jspecify.annotations.Nullable;

/**
 * Takes the people whose events must not be sent out of rows, as what {@link IdentifiedContacts}
 * makes an index of; {@link SuppressedPeople} asks it. A row that cannot be read, or names nobody,
 * becomes a dead letter: it may have been meant for somebody.
 */
public final class ParseSuppressed
    extends PTransform<
        PCollection<RowUnit>, WithFailures.Result<PCollection<IdentifyCalls>, DeadLetter>> {
  private static final TupleTag<IdentifyCalls> PEOPLE = new TupleTag<>() {};
  private static final TupleTag<DeadLetter> LETTERS = new TupleTag<>() {};

  private final FieldMapping mapping;

  private ParseSuppressed(FieldMapping mapping) {
    this.mapping = mapping;
  }

  /**
   * A parser with this mapping.
   *
   * @param mapping where each field is found; see {@link SuppressedParser#mapping()}
   */
  public static ParseSuppressed with(FieldMapping mapping) {
    return new ParseSuppressed(mapping);
  }

  @Override
  public WithFailures.Result<PCollection<IdentifyCalls>, DeadLetter> expand(
      PCollection<RowUnit> blocks) {
    PCollectionTuple parsed =
        blocks.apply(
            "ParseRows",
            ParDo.of(new ParseRowsFn(mapping)).withOutputTags(PEOPLE, TupleTagList.of(LETTERS)));
    return WithFailures.Result.of(
        parsed.get(PEOPLE).setCoder(new IdentifyCallsCoder()),
        parsed.get(LETTERS).setCoder(DeadLetterCoder.of()));
  }

  static final class ParseRowsFn extends DoFn<RowUnit, IdentifyCalls> {
    private final FieldMapping mapping;
    private transient @Nullable FieldReader fields;
    private transient @Nullable SuppressedRows rows;

    ParseRowsFn(FieldMapping mapping) {
      this.mapping = mapping;
    }

    @Setup
    public void setup() {
      fields = new FieldReader(mapping, false);
      rows = new SuppressedRows();
    }

    @ProcessElement
    public void parse(@Element RowUnit unit, MultiOutputReceiver out) {
      unit.forEachBlock(block -> parse(block, out));
    }

    private void parse(RowBlock block, MultiOutputReceiver out) {
      IdentifyCalls people = new IdentifyCalls();
      block.forEachRow(row -> parse(row, people, out.get(LETTERS)));
      if (people.size() > 0) {
        out.get(PEOPLE).output(people);
      }
    }

    private void parse(SourceRow row, IdentifyCalls people, OutputReceiver<DeadLetter> letters) {
      FieldReader reader = fields;
      SuppressedRows parser = rows;
      if (reader == null || parser == null) {
        throw new IllegalStateException("the runner has not set this up");
      }
      try {
        parser.parse(row, reader, people::add);
      } catch (BadRowException e) {
        letters.output(
            row.deadLetter(Reason.BAD_SUPPRESSED, e.reason().code() + ": " + e.getMessage()));
      }
    }
  }
}
