package io.github.mailmodosource.activity;

import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.deadletter.DeadLetterCoder;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.RowUnit;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithFailures;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Makes activities of rows, whatever their format; a row that cannot be read is a dead letter with
 * its original.
 *
 * <pre>{@code
 * List<PCollection<DeadLetter>> letters = new ArrayList<>();
 * PCollection<Activity> activities =
 *     pipeline
 *         .apply("ReadFiles", ReadFiles.from(InputFiles.of("exports/*.csv", null), 8))
 *         .apply("ParseActivity", ParseActivity.create())
 *         .failuresTo(letters);
 * }</pre>
 *
 * <p>The commands judge activity in the step that parses it, where it never has to be written out
 * ({@link ActivityRows} is what both are made of); this is for pipelines that want the activity
 * itself.
 */
public final class ParseActivity
    extends PTransform<
        PCollection<RowUnit>, WithFailures.Result<PCollection<Activity>, DeadLetter>> {
  private static final TupleTag<Activity> ACTIVITIES = new TupleTag<>() {};
  private static final TupleTag<DeadLetter> LETTERS = new TupleTag<>() {};

  private final FieldMapping fields;
  private final TimeParser times;
  private final PlausibleTimes plausible;
  private final boolean keepExtras;

  private ParseActivity(
      FieldMapping fields, TimeParser times, PlausibleTimes plausible, boolean keepExtras) {
    this.fields = fields;
    this.times = times;
    this.plausible = plausible;
    this.keepExtras = keepExtras;
  }

  /**
   * Fields under their own names, times without a zone in UTC, none of before 2000 or after
   * tomorrow, unknown fields dropped.
   */
  public static ParseActivity create() {
    return new ParseActivity(
        ActivityParser.mapping(),
        new TimeParser(ZoneOffset.UTC),
        PlausibleTimes.asOf(Instant.now()),
        false);
  }

  /**
   * Fields under other names.
   *
   * @param mapping our names and theirs, such as {@code occurred_at=event_time,event='Email Sent'}
   * @throws IllegalArgumentException with one clear line if it is not a mapping
   */
  public ParseActivity withFields(String mapping) {
    return new ParseActivity(ActivityParser.mapping().with(mapping), times, plausible, keepExtras);
  }

  /** The zone of times that carry none. */
  public ParseActivity withZone(ZoneId local) {
    return new ParseActivity(fields, times.in(local), plausible, keepExtras);
  }

  /**
   * Times in a form of their own, beside the usual ones.
   *
   * @param pattern as {@link java.time.format.DateTimeFormatter} has them
   * @throws IllegalArgumentException with one clear line if times cannot be read by it
   */
  public ParseActivity withTimeFormat(String pattern) {
    return new ParseActivity(fields, times.withPattern(pattern), plausible, keepExtras);
  }

  /** Takes times that no activity of today can have, too. */
  public ParseActivity withAnyTime() {
    return new ParseActivity(fields, times, PlausibleTimes.any(), keepExtras);
  }

  /** Keeps fields that are no documented property, in {@link Occurrence#extras}. */
  public ParseActivity keepingExtras() {
    return new ParseActivity(fields, times, plausible, true);
  }

  @Override
  public WithFailures.Result<PCollection<Activity>, DeadLetter> expand(PCollection<RowUnit> rows) {
    PCollectionTuple parsed =
        rows.apply(
            "ParseRows",
            ParDo.of(new ParseRowsFn(new ActivityRows(fields, times, plausible, keepExtras)))
                .withOutputTags(ACTIVITIES, TupleTagList.of(LETTERS)));
    return WithFailures.Result.of(
        parsed.get(ACTIVITIES).setCoder(ActivityCoder.of()),
        parsed.get(LETTERS).setCoder(DeadLetterCoder.of()));
  }

  static final class ParseRowsFn extends DoFn<RowUnit, Activity> {
    private final ActivityRows rows;

    ParseRowsFn(ActivityRows rows) {
      this.rows = rows;
    }

    @ProcessElement
    public void parse(@Element RowUnit unit, MultiOutputReceiver out) {
      unit.forEachBlock(
          block -> rows.forEach(block, out.get(ACTIVITIES)::output, out.get(LETTERS)::output));
    }
  }
}
