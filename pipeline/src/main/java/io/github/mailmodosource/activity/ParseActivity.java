package io.github.mailmodosource.activity;

import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.deadletter.DeadLetterCoder;
import io.github.mailmodosource.report.FunnelCounter;
import io.github.mailmodosource.report.Outcome;
import io.github.mailmodosource.report.RunCounters;
import io.github.mailmodosource.rows.BadRowException;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.FieldReader;
import io.github.mailmodosource.rows.FieldValues;
import io.github.mailmodosource.rows.Row;
import io.github.mailmodosource.rows.RowBlock;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.jspecify.annotations.Nullable;

/** Makes activities of rows; a row that cannot be read becomes a dead letter. */
public final class ParseActivity extends PTransform<PCollection<RowBlock>, PCollectionTuple> {
  public static final TupleTag<Activity> ACTIVITIES = new TupleTag<>() {};
  public static final TupleTag<DeadLetter> DEAD_LETTERS = new TupleTag<>() {};

  private final FieldMapping mapping;
  private final EventTime times;
  private final boolean keepExtras;

  private ParseActivity(FieldMapping mapping, EventTime times, boolean keepExtras) {
    this.mapping = mapping;
    this.times = times;
    this.keepExtras = keepExtras;
  }

  /**
   * A parser with these settings.
   *
   * @param mapping where each field is found; see {@link ActivityParser#mapping()}
   * @param keepExtras whether fields that are no documented property are kept
   */
  public static ParseActivity with(FieldMapping mapping, EventTime times, boolean keepExtras) {
    return new ParseActivity(mapping, times, keepExtras);
  }

  @Override
  public PCollectionTuple expand(PCollection<RowBlock> blocks) {
    PCollectionTuple parsed =
        blocks.apply(
            "ParseRows",
            ParDo.of(new ParseRowsFn(this))
                .withOutputTags(ACTIVITIES, TupleTagList.of(DEAD_LETTERS)));
    parsed.get(ACTIVITIES).setCoder(ActivityCoder.of());
    parsed.get(DEAD_LETTERS).setCoder(DeadLetterCoder.of());
    return parsed;
  }

  static final class ParseRowsFn extends DoFn<RowBlock, Activity> {
    private final FieldMapping mapping;
    private final ActivityParser parser;
    private final boolean keepExtras;
    private final FunnelCounter read = new FunnelCounter(Outcome.READ);
    private final FunnelCounter invalid = new FunnelCounter(Outcome.INVALID);
    private final Counter unknownFields = RunCounters.warnings("unknown_fields");
    private final Counter unexpectedTypes = RunCounters.warnings("unexpected_campaign_type");
    private transient @Nullable FieldReader fields;

    ParseRowsFn(ParseActivity settings) {
      mapping = settings.mapping;
      parser = new ActivityParser(settings.times);
      keepExtras = settings.keepExtras;
    }

    @ProcessElement
    public void parse(@Element RowBlock block, MultiOutputReceiver out) {
      OutputReceiver<Activity> activities = out.get(ACTIVITIES);
      OutputReceiver<DeadLetter> letters = out.get(DEAD_LETTERS);
      FieldReader reader = fields();
      block.forEachRow(row -> parse(row, reader, activities, letters));
    }

    private void parse(
        Row row,
        FieldReader reader,
        OutputReceiver<Activity> activities,
        OutputReceiver<DeadLetter> letters) {
      EventType event = null;
      try {
        FieldValues values = reader.read(row);
        event = parser.event(values);
        if (event == null) {
          throw parser.unknownEvent(values);
        }
        Activity activity = parser.parse(event, values, row);
        read.inc(event.eventName());
        countWarnings(values, activity);
        activities.output(activity);
      } catch (BadRowException e) {
        String name = event == null ? FunnelCounter.UNKNOWN : event.eventName();
        read.inc(name);
        invalid.inc(name);
        letters.output(row.deadLetter(e.reason(), e.getMessage()));
      }
    }

    private void countWarnings(FieldValues values, Activity activity) {
      if (values.unknown() > 0) {
        unknownFields.inc(values.unknown());
      }
      if (activity.mailing().hasUnexpectedType()) {
        unexpectedTypes.inc();
      }
    }

    private FieldReader fields() {
      FieldReader reader = fields;
      if (reader == null) {
        reader = new FieldReader(mapping, keepExtras);
        fields = reader;
      }
      return reader;
    }
  }
}
