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

  /** What the second half waits for, if it does. */
  private static final int FIRST_CHECKPOINTS = 2;

  private final String name;
  private final int count;
  private final int perSecond;
  private final boolean waits;
  private final int padding;

  /**
   * A source.
   *
   * @param waits whether the second half comes only behind two checkpoints of the first
   * @param padding bytes by which an event is longer than a small one
   */
  EndlessEvents(String name, int count, int perSecond, boolean waits, int padding) {
    this.name = name;
    this.count = count;
    this.perSecond = perSecond;
    this.waits = waits;
    this.padding = padding;
  }

  /** What happened to a source. */
  static final class Log {
    /** Those that are complete, and neither at the beginning nor at the end. */
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
    private final boolean inTheMiddle;

    Mark(String source, int next, boolean inTheMiddle) {
      this.source = source;
      this.next = next;
      this.inTheMiddle = inTheMiddle;
    }

    @Override
    public void finalizeCheckpoint() {
      if (inTheMiddle) {
        log(source).checkpoints.incrementAndGet();
      }
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
        current = Events.event("e-" + twice, padding);
        twice = -1;
        return true;
      }
      double seconds = (System.nanoTime() - started) / (double) TimeUnit.SECONDS.toNanos(1);
      boolean comesTooSoon = next - first > seconds * perSecond;
      boolean mustWait =
          waits && next > count / 2 && log(name).checkpoints.get() < FIRST_CHECKPOINTS;
      if (next == count || comesTooSoon || mustWait) {
        return false;
      }
      current = Events.event("e-" + next, padding);
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
      return new Mark(name, twice >= 0 ? twice : next, next > 1 && next < count);
    }

    @Override
    public EndlessEvents getCurrentSource() {
      return EndlessEvents.this;
    }

    @Override
    public void close() {}
  }
}
