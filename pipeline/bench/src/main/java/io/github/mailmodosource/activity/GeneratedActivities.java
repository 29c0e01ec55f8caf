package io.github.mailmodosource.activity;

import io.github.mailmodosource.rows.BadRowException;
import io.github.mailmodosource.rows.FieldReader;
import io.github.mailmodosource.rows.FieldValues;
import io.github.mailmodosource.rows.GeneratedRows;
import io.github.mailmodosource.rows.SourceRow;
import java.time.ZoneOffset;
import java.util.List;

/** Generated activity rows, and the way from each to its activity, for benchmarks. */
public final class GeneratedActivities {
  private final FieldReader fields = new FieldReader(ActivityParser.mapping(), false);
  private final ActivityParser parser =
      new ActivityParser(new TimeParser(ZoneOffset.UTC), PlausibleTimes.any());

  /** All of the file. */
  public static List<Activity> all() {
    GeneratedActivities activities = new GeneratedActivities();
    return GeneratedRows.activity().stream().map(activities::parse).toList();
  }

  Activity parse(SourceRow row) {
    try {
      FieldValues values = fields.read(row);
      EventType event = parser.event(values);
      if (event == null) {
        throw parser.unknownEvent(values);
      }
      return parser.parse(event, values, row);
    } catch (BadRowException e) {
      throw new IllegalStateException("a generated row is bad", e);
    }
  }
}
