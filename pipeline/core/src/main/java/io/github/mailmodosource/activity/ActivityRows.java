package io.github.mailmodosource.activity;

import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.metrics.FunnelCounter;
import io.github.mailmodosource.metrics.Outcome;
import io.github.mailmodosource.metrics.RunCounters;
import io.github.mailmodosource.rows.BadRowException;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.FieldReader;
import io.github.mailmodosource.rows.FieldValues;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.SourceRow;
import java.io.Serializable;
import java.util.function.Consumer;
import org.apache.beam.sdk.metrics.Counter;
import org.jspecify.annotations.Nullable;

/**
 * Makes activities of rows, and counts them; a row that cannot be read becomes a dead letter. Not
 * thread-safe.
 */
public final class ActivityRows implements Serializable {
  private static final EventType[] TYPES = EventType.values();

  private final FieldMapping mapping;
  private final ActivityParser parser;
  private final boolean keepExtras;
  private final FunnelCounter read = new FunnelCounter(Outcome.READ);
  private final FunnelCounter invalid = new FunnelCounter(Outcome.INVALID);
  private final Counter bytes = RunCounters.activityBytes();
  private final Counter unknownFields = RunCounters.warnings("unknown_fields");
  private final Counter unexpectedTypes = RunCounters.warnings("unexpected_campaign_type");
  private transient @Nullable FieldReader fields;

  /**
   * A reader with these settings.
   *
   * @param mapping where each field is found; see {@link ActivityParser#mapping()}
   * @param plausible which times are no dead letters
   * @param keepExtras whether fields that are no documented property are kept
   */
  public ActivityRows(
      FieldMapping mapping, TimeParser times, PlausibleTimes plausible, boolean keepExtras) {
    this.mapping = mapping;
    parser = new ActivityParser(times, plausible);
    this.keepExtras = keepExtras;
  }

  /** Hands each row on, as an activity or as a dead letter. */
  public void forEach(
      RowBlock block, Consumer<Activity> activities, Consumer<DeadLetter> deadLetters) {
    FieldReader reader = fields();
    long[] readByType = new long[TYPES.length];
    block.forEachRow(
        row -> {
          Activity activity = parse(row, reader, deadLetters);
          if (activity != null) {
            readByType[activity.type().ordinal()]++;
            activities.accept(activity);
          }
        });
    bytes.inc(block.bytes().length);
    for (EventType type : TYPES) {
      if (readByType[type.ordinal()] > 0) {
        read.inc(type.eventName(), readByType[type.ordinal()]);
      }
    }
  }

  private @Nullable Activity parse(
      SourceRow row, FieldReader reader, Consumer<DeadLetter> deadLetters) {
    EventType event = null;
    try {
      FieldValues values = reader.read(row);
      event = parser.event(values);
      if (event == null) {
        throw parser.unknownEvent(values);
      }
      Activity activity = parser.parse(event, values, row);
      countWarnings(values, activity);
      return activity;
    } catch (BadRowException e) {
      String name = event == null ? FunnelCounter.UNKNOWN : event.eventName();
      read.inc(name);
      invalid.inc(name);
      deadLetters.accept(row.deadLetter(e.reason(), e.getMessage()));
      return null;
    }
  }

  private void countWarnings(FieldValues values, Activity activity) {
    int dropped = values.unknown() - activity.occurrence().extras().size();
    if (dropped > 0) {
      unknownFields.inc(dropped);
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
