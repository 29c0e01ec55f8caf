package io.github.mailmodosource.track;

import io.github.mailmodosource.activity.GeneratedActivities;
import io.github.mailmodosource.activity.LinkClicked;
import io.github.mailmodosource.contact.IdentifiedActivity;
import io.github.mailmodosource.contact.Identity;
import io.github.mailmodosource.event.TrackEvent;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Events per second and core, from an identified activity to its JSON. */
@State(Scope.Thread)
public class TrackEventWriterBenchmark {
  private final List<IdentifiedActivity<LinkClicked>> clicks =
      GeneratedActivities.all().stream()
          .filter(LinkClicked.class::isInstance)
          .map(LinkClicked.class::cast)
          .map(click -> new IdentifiedActivity<>(click, new Identity("97980cfea006", false)))
          .toList();
  private final TrackEventWriter<LinkClicked> writer =
      new TrackEventWriter<>(new LinkClickedFn("")::properties, "");
  private int next;

  @Benchmark
  public TrackEvent write() {
    next = next + 1 == clicks.size() ? 0 : next + 1;
    return writer.write(clicks.get(next));
  }
}
