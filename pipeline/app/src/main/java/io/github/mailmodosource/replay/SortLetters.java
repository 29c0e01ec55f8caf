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
import io.github.mailmodosource.rows.RowBlockCoder;
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
 * about contacts, and, without contacts to judge them by, rows.
 */
final class SortLetters
    extends PTransform<PCollection<RowBlock>, WithFailures.Result<PCollectionTuple, DeadLetter>> {
  /** Complete payloads, to be sent unchanged. */
  public static final TupleTag<TrackEvent> EVENTS = new TupleTag<>() {};

  /** Rows of activity, to be judged again. */
  public static final TupleTag<RowBlock> ROWS = new TupleTag<>() {};

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
  public WithFailures.Result<PCollectionTuple, DeadLetter> expand(PCollection<RowBlock> letters) {
    PCollectionTuple sorted =
        letters.apply(
            "OpenLetters",
            ParDo.of(new OpenLettersFn(rowsCanBeJudged))
                .withOutputTags(EVENTS, TupleTagList.of(ROWS).and(LETTERS)));
    return WithFailures.Result.of(
        PCollectionTuple.of(EVENTS, sorted.get(EVENTS).setCoder(TrackEventCoder.of()))
            .and(ROWS, sorted.get(ROWS).setCoder(new RowBlockCoder())),
        sorted.get(LETTERS).setCoder(DeadLetterCoder.of()));
  }

  static final class OpenLettersFn extends DoFn<RowBlock, TrackEvent> {

    private final boolean rowsCanBeJudged;
    private final FunnelCounter read = new FunnelCounter(Outcome.READ);
    private final FunnelCounter invalid = new FunnelCounter(Outcome.INVALID);
    private final Counter contactsRead = RunCounters.contacts("read");
    private final IgnoredCounter contactsIgnored = new IgnoredCounter();

    OpenLettersFn(boolean rowsCanBeJudged) {
      this.rowsCanBeJudged = rowsCanBeJudged;
    }

    @ProcessElement
    public void open(@Element RowBlock block, MultiOutputReceiver out) {
      block.forEachRow(line -> open(line, out));
    }

    private void open(SourceRow line, MultiOutputReceiver out) {
      try {
        DeadLetter letter = DeadLetterFormat.read(line.buffer(), line.offset(), line.length());
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
        } else if (letter.row().isBlank()) {
          throw new IllegalArgumentException("this letter cannot be judged: its row is empty");
        } else if (rowsCanBeJudged) {
          // JudgeActivity counts it as read.
          out.get(ROWS).output(RowBlock.of(SourceRow.of(letter)));
        } else {
          invalid(letter, out);
        }
      } catch (IllegalArgumentException e) {
        invalid(line.deadLetter(Reason.BAD_JSON, String.valueOf(e.getMessage())), out);
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
        throw new IllegalArgumentException("this letter cannot be delivered: it has no event");
      }
      try {
        return TrackEvent.of(payload, SourceRow.of(letter), letter.attempts());
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "this letter cannot be delivered: its event has no messageId or no name", e);
      }
    }
  }
}
