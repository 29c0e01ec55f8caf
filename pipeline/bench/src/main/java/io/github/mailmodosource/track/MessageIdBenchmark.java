package io.github.mailmodosource.track;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.GeneratedActivities;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Ids per second and core, of rows that have an id of their own and of those that have none. */
@State(Scope.Thread)
public class MessageIdBenchmark {
  private final List<Activity> all = GeneratedActivities.all();
  private final List<Activity> own =
      all.stream().filter(activity -> activity.occurrence().id() != null).toList();
  private final List<Activity> without =
      all.stream().filter(activity -> activity.occurrence().id() == null).toList();
  private final MessageId ids = new MessageId();
  private int next;

  @Benchmark
  public String ofOwnId() {
    return ids.of(next(own));
  }

  @Benchmark
  public String ofProperties() {
    return ids.of(next(without));
  }

  private Activity next(List<Activity> activities) {
    next = next + 1 >= activities.size() ? 0 : next + 1;
    return activities.get(next);
  }
}
