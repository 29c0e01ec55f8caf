package io.github.mailmodosource.check;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.ActivityParser;
import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.activity.PlausibleTimes;
import io.github.mailmodosource.deadletter.Reason;
import io.github.mailmodosource.judge.JudgeSettings;
import io.github.mailmodosource.rows.BadRowException;
import io.github.mailmodosource.rows.FieldReader;
import io.github.mailmodosource.rows.FieldValues;
import io.github.mailmodosource.rows.SourceRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the first rows are as activity: as a run would read them, but without counting anything. */
final class ParsedSample {
  private final FieldReader reader;
  private final ActivityParser parser;
  private final List<Activity> activities = new ArrayList<>();
  private final Map<Reason, Fault> faults = new LinkedHashMap<>();

  /** Rows that cannot be read for one reason. */
  private record Fault(int rows, String example) {
    @Override
    public String toString() {
      return "Fault[" + rows + "]";
    }
  }

  private ParsedSample(JudgeSettings judge) {
    reader = new FieldReader(judge.fields(), judge.keepExtras());
    parser =
        new ActivityParser(
            judge.times(),
            judge.anyTime() ? PlausibleTimes.any() : PlausibleTimes.asOf(Instant.now()));
  }

  static ParsedSample of(List<SourceRow> rows, JudgeSettings judge) {
    ParsedSample sample = new ParsedSample(judge);
    rows.forEach(sample::parse);
    return sample;
  }

  private void parse(SourceRow row) {
    try {
      FieldValues values = reader.read(row);
      EventType event = parser.event(values);
      if (event == null) {
        throw parser.unknownEvent(values);
      }
      activities.add(parser.parse(event, values, row));
    } catch (BadRowException e) {
      String example = row.where() + ": " + e.getMessage();
      faults.merge(
          e.reason(),
          new Fault(1, example),
          (known, one) -> new Fault(known.rows() + 1, known.example()));
    }
  }

  /** The rows that can be read. */
  List<Activity> activities() {
    return activities;
  }

  /** How many cannot be read and why, with an example of each reason; empty if all can. */
  String faults() {
    return faults.entrySet().stream()
        .map(
            fault ->
                String.format(
                    "%,d %s, such as %s",
                    fault.getValue().rows(), fault.getKey().code(), fault.getValue().example()))
        .collect(Collectors.joining("; "));
  }
}
