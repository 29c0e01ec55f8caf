package io.github.mailmodosource.contact;

import io.github.mailmodosource.activity.TimeParser;
import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.deadletter.DeadLetterCoder;
import io.github.mailmodosource.deadletter.Reason;
import io.github.mailmodosource.metrics.RunCounters;
import io.github.mailmodosource.rows.BadRowException;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.FieldReader;
import io.github.mailmodosource.rows.FieldValues;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.RowUnit;
import io.github.mailmodosource.rows.SourceRow;
import org.apache.beam.sdk.metrics.Counter;
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
 * Takes the identify calls out of contact rows, all calls of a block as one element. A row that
 * cannot be read becomes a dead letter, because it may cost a contact all its activity; a row that
 * identifies nobody is ignored. Both count as ignored.
 */
public final class ParseContacts
    extends PTransform<
        PCollection<RowUnit>, WithFailures.Result<PCollection<IdentifyCalls>, DeadLetter>> {
  private static final TupleTag<IdentifyCalls> CALLS = new TupleTag<>() {};
  private static final TupleTag<DeadLetter> LETTERS = new TupleTag<>() {};

  private final FieldMapping mapping;
  private final IdentifyCallParser parser;

  private ParseContacts(FieldMapping mapping, IdentifyCallParser parser) {
    this.mapping = mapping;
    this.parser = parser;
  }

  /**
   * A parser with this mapping.
   *
   * @param mapping where each field is found; see {@link IdentifyCallParser#mapping()}
   */
  public static ParseContacts with(FieldMapping mapping) {
    return new ParseContacts(mapping, new IdentifyCallParser());
  }

  /** Takes the forms of times that this parser knows; those without a zone are UTC all the same. */
  public ParseContacts withTimes(TimeParser times) {
    return new ParseContacts(mapping, new IdentifyCallParser(times));
  }

  @Override
  public WithFailures.Result<PCollection<IdentifyCalls>, DeadLetter> expand(
      PCollection<RowUnit> blocks) {
    PCollectionTuple parsed =
        blocks.apply(
            "ParseRows",
            ParDo.of(new ParseRowsFn(mapping, parser))
                .withOutputTags(CALLS, TupleTagList.of(LETTERS)));
    return WithFailures.Result.of(
        parsed.get(CALLS).setCoder(new IdentifyCallsCoder()),
        parsed.get(LETTERS).setCoder(DeadLetterCoder.of()));
  }

  static final class ParseRowsFn extends DoFn<RowUnit, IdentifyCalls> {
    private final FieldMapping mapping;
    private final IdentifyCallParser parser;
    private final Counter read = RunCounters.contacts("read");
    private final Counter identified = RunCounters.contacts("identified");
    private final IgnoredCounter ignored = new IgnoredCounter();
    private transient @Nullable FieldReader fields;

    ParseRowsFn(FieldMapping mapping, IdentifyCallParser parser) {
      this.mapping = mapping;
      this.parser = parser;
    }

    @ProcessElement
    public void parse(@Element RowUnit unit, MultiOutputReceiver out) {
      unit.forEachBlock(block -> parse(block, out));
    }

    private void parse(RowBlock block, MultiOutputReceiver out) {
      FieldReader reader = fields();
      IdentifyCalls calls = new IdentifyCalls();
      block.forEachRow(row -> parse(row, reader, calls, out.get(LETTERS)));
      if (calls.size() > 0) {
        out.get(CALLS).output(calls);
      }
    }

    private void parse(
        SourceRow row,
        FieldReader reader,
        IdentifyCalls calls,
        OutputReceiver<DeadLetter> letters) {
      read.inc();
      try {
        FieldValues values = reader.read(row);
        IdentifyCall call = parser.parse(values);
        if (call == null) {
          ignored.inc(parser.whyIgnored(values));
        } else {
          calls.add(call);
          identified.inc();
        }
      } catch (BadRowException e) {
        ignored.inc(IgnoredContact.UNREADABLE);
        letters.output(
            row.deadLetter(Reason.BAD_CONTACT, e.reason().code() + ": " + e.getMessage()));
      }
    }

    private FieldReader fields() {
      FieldReader reader = fields;
      if (reader == null) {
        reader = new FieldReader(mapping, false);
        fields = reader;
      }
      return reader;
    }
  }
}
