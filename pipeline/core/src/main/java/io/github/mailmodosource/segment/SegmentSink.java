package io.github.mailmodosource.segment;

import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.deadletter.DeadLetterCoder;
import io.github.mailmodosource.event.SharedFields;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.event.TrackEventCoder;
import io.github.mailmodosource.option.SecretReference;
import io.github.mailmodosource.option.SettingException;
import io.github.mailmodosource.shard.OneWindow;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithFailures;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollection.IsBounded;
import org.apache.beam.sdk.values.PDone;
import org.jspecify.annotations.Nullable;

/**
 * Sends track events to Segment's Tracking API in batches, at a pace that holds for the whole job.
 * Every event is either accepted by Segment or comes out as a dead letter; none is dropped.
 *
 * <pre>{@code
 * PCollection<TrackEvent> events =
 *     pipeline.apply(
 *         Create.of(
 *             TrackEvent.of(
 *                 "{\"type\":\"track\",\"event\":\"Order Paid\",\"userId\":\"u-1\","
 *                     + "\"messageId\":\"order-1\",\"timestamp\":\"2026-11-20T03:04:05.678Z\"}")));
 *
 * PCollection<DeadLetter> undelivered =
 *     events
 *         .apply(
 *             SegmentSink.write()
 *                 .withWriteKey("env:SEGMENT_WRITE_KEY")
 *                 .withRegion(SegmentRegion.DUBLIN))
 *         .failures();
 * }</pre>
 *
 * <p>The write key is named, not given, and is read on the workers: {@code env:NAME} or {@code
 * file:PATH}. 50 requests and 1,000 events a second are the default; {@link #withRequestsPerSecond}
 * and {@link #withEventsPerSecond} change them. What is tried again, and for how long, is in {@link
 * #withRetryFor}. An answer that says that no event can be accepted (a wrong key, for example), or
 * refuses everything, stops the job with a {@link
 * io.github.mailmodosource.failure.JobStoppedException}.
 *
 * <p><b>Unbounded:</b> the same events without end, such as from a queue:
 *
 * <pre>{@code
 * PCollection<DeadLetter> undelivered =
 *     pipeline
 *         .apply("ReadOrders", new ReadOrders())
 *         .apply("RemoveDuplicates", RemoveDuplicates.create())
 *         .apply("SendToSegment", SegmentSink.write().withWriteKey("env:SEGMENT_WRITE_KEY"))
 *         .failures();
 * undelivered.apply("WriteDeadLetters", WriteDeadLetters.to("letters/letters.jsonl"));
 * }</pre>
 *
 * <ul>
 *   <li>A batch is what a bundle holds, and never more than a second of the pace. So the runner's
 *       bundles say how long an event may wait: on Flink one and a half times {@code
 *       --maxBundleTimeMills}, with a large {@code --maxBundleSize}.
 *   <li>At a slow pace a checkpoint takes as long as it takes to send what is in front of the
 *       sender. Of that the sink itself holds one batch; the rest is in the runner's buffers. On
 *       Flink few and small ones ({@code taskmanager.memory.segment-size: 4kb}, {@code
 *       taskmanager.network.memory.buffers-per-channel: 1}, {@code floating-buffers-per-gate: 1})
 *       make it about 2 seconds at 8 events a second instead of a minute.
 *   <li>An outage never stops the job: it waits, and its source with it, until Segment is back.
 *       What the runner does meanwhile is its own matter: on Flink a checkpoint cannot end, so use
 *       {@code --failOnCheckpointingErrors=false}. With {@link #withRetryFor} batches that were
 *       tried for as long become dead letters.
 *   <li>A bundle ends when all its batches have been answered. So a job that is started again from
 *       a checkpoint, which must not come in the middle of a bundle (Flink: {@code
 *       --finishBundleBeforeCheckpointing=true}), loses nothing; what it sends twice has the same
 *       messageId.
 *   <li>Letters come out in the global window, whatever windows the events are in.
 * </ul>
 */
public final class SegmentSink
    extends PTransform<PCollection<TrackEvent>, WithFailures.Result<PDone, DeadLetter>> {
  private final SegmentSettings settings;
  private final String run;
  private final boolean singleProcess;

  private SegmentSink(SegmentSettings settings, String run, boolean singleProcess) {
    this.settings = settings;
    this.run = run;
    this.singleProcess = singleProcess;
  }

  /** A sink with Segment's own limits, and the write key in {@code env:SEGMENT_WRITE_KEY}. */
  public static SegmentSink write() {
    return new SegmentSink(
        SegmentSettings.builder().build(), "segment-" + UUID.randomUUID(), false);
  }

  /** The same sink with all settings at once. */
  public SegmentSink withSettings(SegmentSettings all) {
    return new SegmentSink(all, run, singleProcess);
  }

  /**
   * Where the write key of the source is found.
   *
   * @param reference {@code env:NAME} or {@code file:PATH}
   * @throws IllegalArgumentException if it is the key itself
   */
  public SegmentSink withWriteKey(String reference) {
    return withSettings(settings.toBuilder().writeKey(SecretReference.parse(reference)).build());
  }

  /** The region of the workspace; {@link SegmentRegion#OREGON} unless given. */
  public SegmentSink withRegion(SegmentRegion region) {
    return withSettings(settings.toBuilder().region(region).build());
  }

  /**
   * The base address of a Tracking API, in place of a region's.
   *
   * @throws SettingException if it is not an http(s) address without user, key, query and fragment,
   *     or a plain http one of another machine
   */
  public SegmentSink withEndpoint(String endpoint) {
    return withSettings(settings.toBuilder().endpoint(endpoint).build());
  }

  /** What all events have in common, once in each batch; nothing unless given. */
  public SegmentSink withSharedFields(SharedFields shared) {
    return withSettings(settings.toBuilder().shared(shared).build());
  }

  /**
   * Most requests a second of the whole job, 0 for no bound; 50 unless given.
   *
   * @throws SettingException if it is below 0 or above a million
   */
  public SegmentSink withRequestsPerSecond(double most) {
    return withSettings(settings.toBuilder().requestsPerSecond(most).build());
  }

  /**
   * Most events a second of the whole job, 0 for no bound; 1,000 unless given.
   *
   * @throws SettingException if it is below 0 or above a thousand million
   */
  public SegmentSink withEventsPerSecond(double most) {
    return withSettings(settings.toBuilder().eventsPerSecond(most).build());
  }

  /**
   * How long a batch is tried (network errors, time-outs, 408, 410, 429, 460, most 5xx) before it
   * becomes dead letters; an hour unless given. If nothing at all gets through for as long, the job
   * stops; with no time at all each batch has one attempt, and the job goes on.
   *
   * <p>An unbounded run does not stop for that reason, and unless a time is given it tries without
   * end.
   */
  public SegmentSink withRetryFor(Duration duration) {
    return withSettings(settings.toBuilder().retryFor(duration).build());
  }

  /**
   * Where an unfinished run keeps a ledger of what Segment has accepted, by messageId; nowhere
   * unless given. What is in it is not sent again, and counts as sent: so a job that a runner
   * begins again, and the same job after it was stopped or killed, send only the rest. A batch
   * takes its place among those in flight until it is written down; so after a kill no more of them
   * are sent twice than were under way. It holds 16 bytes an event, of which nothing can be read,
   * and those of other write keys and other addresses never match. An unbounded run has none: its
   * checkpoints know what was sent.
   *
   * <p>Whoever names the folder deletes it when the run is done: as long as it is there, the same
   * events are not sent again.
   *
   * @param folder of any Beam file system, the same for all workers; null for none
   */
  public SegmentSink withLedger(@Nullable String folder) {
    return withSettings(settings.toBuilder().ledger(folder).build());
  }

  /** Names the run: sinks of the same run in one process share their pace. */
  public SegmentSink withRun(String name) {
    return new SegmentSink(settings, name, singleProcess);
  }

  /**
   * Ends the sending of a run in this process, for good: requests under way are hung up on, none
   * follows, and the run fails with a {@link io.github.mailmodosource.failure.JobStoppedException}
   * as soon as it wants to send. What was answered until then is counted; what is under way has two
   * seconds to be answered.
   *
   * @param name the run's, as {@link #withRun} has it
   * @param reason the message of the exception
   * @return whether there is anybody who sends; if not, there is nothing to wait for
   */
  public static boolean stop(String name, String reason) {
    return SegmentWorker.stop(name, reason);
  }

  /**
   * Whether the runner keeps the job within one process, as the DirectRunner does. Unless it does,
   * and if there is a pace to keep, one sender of one process sends all batches: processes do not
   * know of each other.
   */
  public SegmentSink withinSingleProcess(boolean single) {
    return new SegmentSink(settings, run, single);
  }

  @Override
  public WithFailures.Result<PDone, DeadLetter> expand(PCollection<TrackEvent> events) {
    SegmentSettings its =
        settings.toBuilder().unbounded(events.isBounded() == IsBounded.UNBOUNDED).build();
    PCollection<List<TrackEvent>> batches =
        OneWindow.of(events)
            .apply("PackBatches", ParDo.of(new PackBatchesFn(its)))
            .setCoder(ListCoder.of(TrackEventCoder.of()));
    if (!singleProcess && its.hasPace()) {
      batches = batches.apply("ToOneSender", ToOneSender.create());
    }
    PCollection<DeadLetter> undelivered =
        batches
            .apply("SendBatches", ParDo.of(new SendBatchesFn(its, run)))
            .setCoder(DeadLetterCoder.of());
    return WithFailures.Result.of(PDone.in(events.getPipeline()), undelivered);
  }
}
