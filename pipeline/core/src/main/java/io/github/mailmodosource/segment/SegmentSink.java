package io.github.mailmodosource.segment;

import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.deadletter.DeadLetterCoder;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.event.TrackEventCoder;
import java.util.List;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/**
 * Sends track events to Segment in batches. Every event is either accepted by Segment or comes out
 * as a dead letter; none is dropped.
 */
public final class SegmentSink
    extends PTransform<PCollection<TrackEvent>, PCollection<DeadLetter>> {
  private final SegmentSettings settings;
  private final String job;
  private final boolean severalProcesses;

  private SegmentSink(SegmentSettings settings, String job, boolean severalProcesses) {
    this.settings = settings;
    this.job = job;
    this.severalProcesses = severalProcesses;
  }

  /**
   * A sink with these settings.
   *
   * @param job names the run: senders of the same run in one process share their pace
   * @param severalProcesses whether the runner may spread the job over processes; then, if there is
   *     a pace to keep, one sender of one process sends all batches
   */
  public static SegmentSink of(SegmentSettings settings, String job, boolean severalProcesses) {
    return new SegmentSink(settings, job, severalProcesses);
  }

  @Override
  public PCollection<DeadLetter> expand(PCollection<TrackEvent> events) {
    PCollection<List<TrackEvent>> batches =
        events
            .apply("PackBatches", ParDo.of(new PackBatchesFn(settings)))
            .setCoder(ListCoder.of(TrackEventCoder.of()));
    if (severalProcesses && settings.hasPace()) {
      batches = batches.apply("ToOneSender", ToOneSender.create());
    }
    return batches
        .apply("SendBatches", ParDo.of(new SendBatchesFn(settings, job)))
        .setCoder(DeadLetterCoder.of());
  }
}
