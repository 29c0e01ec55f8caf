package io.github.mailmodosource.replay;

import io.github.mailmodosource.contact.IgnoredContact;
import io.github.mailmodosource.contact.IgnoredCounter;
import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.deadletter.DeadLetterCoder;
import io.github.mailmodosource.deadletter.DeadLetterFormat;
import io.github.mailmodosource.deadletter.Reason;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.event.TrackEventCoder;
import io.github.mailmodosource.metrics.FunnelCounter;
import io.github.mailmodosource.metrics.Outcome;
import io.github.mailmodosource.metrics.RunCounters;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.RowUnit;
import io.github.mailmodosource.rows.RowUnitCoder;
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

/**
 * Opens dead letters: an event that was not delivered goes out as it is, a row that was not
 * understood is judged again. What neither can be done with stays a dead letter, as it was: letters
 * about contacts, rows of which only a part is known, and, without contacts to judge them by, rows.
 * What is no letter becomes one, with its bytes as they were.
 */
final class SortLetters
    extends PTransform<PCollection<RowUnit>, WithFailures.Result<PCollectionTuple, DeadLetter>> {
  /** Complete payloads, to be sent unchanged. */
  public static final TupleTag<TrackEvent> EVENTS = new TupleTag<>() {};

  /** Rows of activity, to be judged again. */
  public static final TupleTag<RowUnit> ROWS = new TupleTag<>() {};

  private static final TupleTag<DeadLetter> LETTERS = new TupleTag<>() {};

  private final boolean rowsCanBeJudged;

  private SortLetters(boolean rowsCanBeJudged) {
    this.rowsCanBeJudged = rowsCanBeJudged;
  }

  /**
   * A sorter.
   *
   * @param rowsCanBeJudged whether there are contacts to judge rows by
   */
  public static SortLetters with(boolean rowsCanBeJudged) {
    return new SortLetters(rowsCanBeJudged);
  }

  @Override
  public WithFailures.Result<PCollectionTuple, DeadLetter> expand(PCollection<RowUnit> letters) {
    PCollectionTuple sorted =
        letters.apply(
            "OpenLetters",
            ParDo.of(new OpenLettersFn(rowsCanBeJudged))
                .withOutputTags(EVENTS, TupleTagList.of(ROWS).and(LETTERS)));
    return WithFailures.Result.of(
        PCollectionTuple.of(EVENTS, sorted.get(EVENTS).setCoder(TrackEventCoder.of()))
            .and(ROWS, sorted.get(ROWS).setCoder(new RowUnitCoder())),
        sorted.get(LETTERS).setCoder(DeadLetterCoder.of()));
  }

  static final class OpenLettersFn extends DoFn<RowUnit, TrackEvent> {

    private final boolean rowsCanBeJudged;
    private final FunnelCounter read = new FunnelCounter(Outcome.READ);
    private final FunnelCounter invalid = new FunnelCounter(Outcome.INVALID);
    private final Counter contactsRead = RunCounters.contacts("read");
    private final IgnoredCounter contactsIgnored = new IgnoredCounter();

    OpenLettersFn(boolean rowsCanBeJudged) {
      this.rowsCanBeJudged = rowsCanBeJudged;
    }

    @ProcessElement
    public void open(@Element RowUnit unit, MultiOutputReceiver out) {
      unit.forEachBlock(block -> open(block, out));
    }

    private void open(RowBlock block, MultiOutputReceiver out) {
      block.forEachRow(
          row -> {
            // A letter is larger than the row in it: what was read of it is here, if all of it was.
            int length = block.cutFrom() == 0 ? Math.toIntExact(row.wholeLength()) : row.length();
            LetterText.forEachPart(
                row.buffer(),
                row.offset(),
                row.offset() + length,
                (from, end) -> open(part(row, from, end), out));
          });
    }

    /** A part of a row; the first is where the row is. */
    private static SourceRow part(SourceRow row, int from, int end) {
      boolean first = from == row.offset();
      return new SourceRow(
          row.source(),
          row.position() + from - row.offset(),
          first ? row.line() : 0,
          row.format(),
          row.header(),
          row.buffer(),
          from,
          end - from,
          end - from);
    }

    private void open(SourceRow text, MultiOutputReceiver out) {
      DeadLetter letter;
      try {
        letter = read(text);
      } catch (IllegalArgumentException e) {
        invalid(text.deadLetter(Reason.BAD_JSON, String.valueOf(e.getMessage())), out);
        return;
      }
      try {
        sort(letter, out);
      } catch (IllegalArgumentException e) {
        invalid(
            text.deadLetter(
                Reason.BAD_JSON,
                "this letter cannot be "
                    + (letter.reason().stage() == Reason.Stage.DELIVER ? "delivered: " : "judged: ")
                    + e.getMessage()),
            out);
      }
    }

    /**
     * The letter of a text. A text that was no letter became the row of one; now that somebody has
     * corrected it there, it counts again as what it is.
     */
    private static DeadLetter read(SourceRow text) {
      DeadLetter letter = DeadLetterFormat.read(text.buffer(), text.offset(), text.length());
      while (letter.reason() == Reason.BAD_JSON && letter.header() == null) {
        try {
          byte[] row = letter.rowBytes();
          letter = DeadLetterFormat.read(row, 0, row.length);
        } catch (IllegalArgumentException e) {
          return letter;
        }
      }
      return letter;
    }

    private void sort(DeadLetter letter, MultiOutputReceiver out) {
      if (letter.reason() == Reason.BAD_CONTACT) {
        contactsRead.inc();
        contactsIgnored.inc(IgnoredContact.UNREADABLE);
        out.get(LETTERS).output(letter);
      } else if (letter.reason() == Reason.BAD_SUPPRESSED) {
        out.get(LETTERS).output(letter);
      } else if (letter.reason().stage() == Reason.Stage.DELIVER) {
        TrackEvent event = event(letter);
        read.inc(event.eventName());
        out.get(EVENTS).output(event);
      } else if (letter.reason() == Reason.UNREADABLE_FILE && letter.row().isEmpty()) {
        invalid(letter, out);
      } else {
        judge(letter, out);
      }
    }

    private void judge(DeadLetter letter, MultiOutputReceiver out) {
      RowBlock block = RowBlock.of(SourceRow.of(letter));
      long[] rows = {0};
      block.forEachRow(row -> rows[0]++);
      if (rows[0] == 0) {
        throw new IllegalArgumentException("its row is blank, or only the header again");
      } else if (rowsCanBeJudged && !SourceRow.isPart(letter)) {
        // JudgeActivity counts it as read.
        out.get(ROWS).output(block);
      } else {
        invalid(letter, out);
      }
    }

    private void invalid(DeadLetter letter, MultiOutputReceiver out) {
      read.inc(FunnelCounter.UNKNOWN);
      invalid.inc(FunnelCounter.UNKNOWN);
      out.get(LETTERS).output(letter);
    }

    private static TrackEvent event(DeadLetter letter) {
      String payload = letter.event();
      if (payload == null) {
        throw new IllegalArgumentException("it has no event");
      }
      return TrackEvent.of(payload, SourceRow.of(letter), letter.attempts());
    }
  }
}
