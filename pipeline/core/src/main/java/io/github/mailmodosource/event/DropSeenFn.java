package io.github.mailmodosource.event;

import io.github.mailmodosource.coding.Hash128;
import io.github.mailmodosource.metrics.FunnelCounter;
import io.github.mailmodosource.metrics.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.state.MapState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/**
 * Lets an id through once for as long as it is remembered. The key is a shard of the ids.
 *
 * <p>The state of a key is a map of buckets: an event reads and writes one of them, some hundred
 * ids, also where state lies on disk (the whole of a key would be some hundred kilobytes for each
 * event). A key and timer for each id would take fifty times the room of its 16 bytes. Names of
 * class, state and timer are part of every checkpoint.
 */
final class DropSeenFn extends DoFn<KV<Integer, TrackEvent>, TrackEvent> {
  private static final String SEEN = "seen";
  private static final String FORGET = "forget";

  /** 64 buckets; part of every checkpoint, so it cannot change. */
  private static final int BUCKET_BITS = 6;

  private static final int RUNS = 24;
  private static final Duration LONGEST_RUN = Duration.ofHours(1);

  private final Duration rememberFor;
  private final Duration runLength;
  private final FunnelCounter duplicate = new FunnelCounter(Outcome.DUPLICATE);

  @StateId(SEEN)
  private final StateSpec<MapState<Integer, SeenIds>> seenSpec =
      StateSpecs.map(VarIntCoder.of(), new SeenIdsCoder());

  @TimerId(FORGET)
  private final TimerSpec forgetSpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

  DropSeenFn(Duration rememberFor) {
    this.rememberFor = rememberFor;
    Duration share = rememberFor.dividedBy(RUNS);
    runLength = share.compareTo(LONGEST_RUN) < 0 ? share : LONGEST_RUN;
  }

  @ProcessElement
  public void dropSeen(
      @Element KV<Integer, TrackEvent> keyed,
      @StateId(SEEN) MapState<Integer, SeenIds> seen,
      @TimerId(FORGET) Timer forget,
      OutputReceiver<TrackEvent> out) {
    TrackEvent event = keyed.getValue();
    Hash128 id = Hash128.of(event.messageId());
    int bucket = id.bucket(BUCKET_BITS);
    SeenIds before = seen.get(bucket).read();
    SeenIds ids = before == null ? SeenIds.none() : before;
    Instant now = now(forget);
    if (ids.contains(id, now.minus(rememberFor))) {
      duplicate.inc(event.eventName());
      return;
    }
    if (ids.beginsRun(now, runLength)) {
      ids = ids.without(now.minus(rememberFor));
      setTimer(forget);
    }
    seen.put(bucket, ids.with(id, now, runLength));
    out.output(event);
  }

  @OnTimer(FORGET)
  public void forget(
      OnTimerContext context,
      @StateId(SEEN) MapState<Integer, SeenIds> seen,
      @TimerId(FORGET) Timer forget) {
    Instant now = now(forget);
    List<Map.Entry<Integer, SeenIds>> buckets = new ArrayList<>();
    seen.entries().read().forEach(buckets::add);
    boolean anyLeft = false;
    for (Map.Entry<Integer, SeenIds> bucket : buckets) {
      SeenIds ids = bucket.getValue();
      SeenIds left = ids.without(now.minus(rememberFor));
      if (left.isEmpty()) {
        seen.remove(bucket.getKey());
      } else if (left != ids) {
        seen.put(bucket.getKey(), left);
      }
      anyLeft |= !left.isEmpty();
    }
    // Flink fires what is pending when the input has ended, before its time, until nothing is left.
    boolean isDue = now.toEpochMilli() >= context.fireTimestamp().getMillis();
    if (anyLeft && isDue) {
      setTimer(forget);
    }
  }

  /** It says nothing of events, so no watermark waits for it. */
  private void setTimer(Timer forget) {
    forget
        .withNoOutputTimestamp()
        .offset(org.joda.time.Duration.millis(Math.max(1, runLength.toMillis())))
        .setRelative();
  }

  /** By the clock of the runner. */
  private static Instant now(Timer timer) {
    return Instant.ofEpochMilli(timer.getCurrentRelativeTime().getMillis());
  }
}
