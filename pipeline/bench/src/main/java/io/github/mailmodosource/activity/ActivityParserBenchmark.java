package io.github.mailmodosource.activity;

import io.github.mailmodosource.rows.GeneratedRows;
import io.github.mailmodosource.rows.SourceRow;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Rows per second and core, from the bytes of a JSON line to its activity. */
@State(Scope.Thread)
public class ActivityParserBenchmark {
  private final List<SourceRow> rows = GeneratedRows.activity();
  private final GeneratedActivities activities = new GeneratedActivities();
  private int next;

  @Benchmark
  public Activity parse() {
    SourceRow row = rows.get(next);
    next = next + 1 == rows.size() ? 0 : next + 1;
    return activities.parse(row);
  }
}
