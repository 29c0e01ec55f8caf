package io.github.mailmodosource.segment;

import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.event.TrackEventCoder;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A source without end, as a queue is one, that does end: when all was read it says that nothing
 * will follow. It reads {@code e-0}, {@code e-1} and so on, each tenth of them twice, and what
 * comes behind a mark is the same again.
 */
final class EndlessEvents extends UnboundedSource<TrackEvent, EndlessEvents.Mark> {
  private static final long serialVersionUID = 1;

  /** What the sources of this process saw, by their names. */
  private static final Map<String, Log> LOGS = new ConcurrentHashMap<>();

  private final String name;
  private final int count;
  private final int perSecond;

  EndlessEvents(String name, int count, int perSecond) {
    this.name = name;
    this.count = count;
    this.perSecond = perSecond;
  }

  /** What happened to a source. */
  static final class Log {
    final AtomicInteger checkpoints = new AtomicInteger();
    final AtomicInteger restored = new AtomicInteger();
  }

  static Log log(String name) {
    return LOGS.computeIfAbsent(name, n -> new Log());
  }

  @Override
  public List<EndlessEvents> split(int desired, PipelineOptions options) {
    return List.of(this);
  }

  @Override
  public UnboundedReader<TrackEvent> createReader(PipelineOptions options, @Nullable Mark mark) {
    if (mark != null && mark.next > 0) {
      log(name).restored.incrementAndGet();
    }
    return new Reader(mark == null ? 0 : mark.next);
  }

  @Override
  public Coder<Mark> getCheckpointMarkCoder() {
    return SerializableCoder.of(Mark.class);
  }

  @Override
  public Coder<TrackEvent> getOutputCoder() {
    return TrackEventCoder.of();
  }

  static final class Mark implements CheckpointMark, Serializable {
    private static final long serialVersionUID = 1;

    private final String source;
    private final int next;

    Mark(String source, int next) {
      this.source = source;
      this.next = next;
    }

    @Override
    public void finalizeCheckpoint() {
      log(source).checkpoints.incrementAndGet();
    }
  }

  private final class Reader extends UnboundedReader<TrackEvent> {
    private final long started = System.nanoTime();
    private final int first;
    private int next;
    private int twice = -1;
    private @Nullable TrackEvent current;

    Reader(int first) {
      this.first = first;
      next = first;
    }

    @Override
    public boolean start() {
      return advance();
    }

    @Override
    public boolean advance() {
      if (twice >= 0) {
        current = Events.event("e-" + twice, 0);
        twice = -1;
        return true;
      }
      double seconds = (System.nanoTime() - started) / (double) TimeUnit.SECONDS.toNanos(1);
      if (next == count || next - first > seconds * perSecond) {
        return false;
      }
      current = Events.event("e-" + next, 0);
      twice = next % 10 == 0 ? next : -1;
      next++;
      return true;
    }

    @Override
    public TrackEvent getCurrent() {
      return Objects.requireNonNull(current, "advance comes first");
    }

    @Override
    public Instant getCurrentTimestamp() {
      return Instant.ofEpochMilli(1_700_000_000_000L + next);
    }

    @Override
    public Instant getWatermark() {
      return next == count && twice < 0
          ? BoundedWindow.TIMESTAMP_MAX_VALUE
          : Instant.ofEpochMilli(1_700_000_000_000L + next);
    }

    @Override
    public CheckpointMark getCheckpointMark() {
      return new Mark(name, twice >= 0 ? twice : next);
    }

    @Override
    public EndlessEvents getCurrentSource() {
      return EndlessEvents.this;
    }

    @Override
    public void close() {}
  }
}
