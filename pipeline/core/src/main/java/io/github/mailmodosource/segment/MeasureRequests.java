package io.github.mailmodosource.segment;

import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.event.TrackEventCoder;
import io.github.mailmodosource.metrics.RunCounters;
import io.github.mailmodosource.shard.BoundedOnly;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;

/**
 * Packs events as {@link SegmentSink} does, and counts the requests and their bytes, before and
 * after compression, in {@link RunCounters#FORECAST}. Nothing is sent. A batch is what a bundle
 * holds, so another runner may have some requests more or fewer. Bounded only.
 */
public final class MeasureRequests extends PTransform<PCollection<TrackEvent>, PDone> {
  public static final String REQUESTS = "requests";
  public static final String BYTES = "bytes";

  /** As they would go over the wire: the same bytes where requests are not compressed. */
  public static final String BYTES_SENT = "bytesSent";

  /** Any time has as many bytes; the same one always, so that the same input gives the same. */
  private static final Instant SENT_AT = Instant.EPOCH;

  private final SegmentSettings settings;

  private MeasureRequests(SegmentSettings settings) {
    this.settings = settings;
  }

  /** Measures what a sink with these settings would send. */
  public static MeasureRequests of(SegmentSettings settings) {
    return new MeasureRequests(settings);
  }

  @Override
  public PDone expand(PCollection<TrackEvent> events) {
    BoundedOnly.check(this, events);
    events
        .apply("PackBatches", ParDo.of(new PackBatchesFn(settings)))
        .setCoder(ListCoder.of(TrackEventCoder.of()))
        .apply("Measure", ParDo.of(new MeasureFn(settings)));
    return PDone.in(events.getPipeline());
  }

  static final class MeasureFn extends DoFn<List<TrackEvent>, Void> {
    private final SegmentSettings settings;
    private final Counter requests = RunCounters.forecast(REQUESTS);
    private final Counter bytes = RunCounters.forecast(BYTES);
    private final Counter bytesSent = RunCounters.forecast(BYTES_SENT);

    MeasureFn(SegmentSettings settings) {
      this.settings = settings;
    }

    @ProcessElement
    public void measure(@Element List<TrackEvent> batch) {
      RequestBody body = new RequestBody(batch, settings);
      requests.inc();
      bytes.inc(body.plainBytes() + BatchBody.end(settings.shared(), SENT_AT).length);
      bytesSent.inc(body.finish(SENT_AT).stream().mapToLong(ByteBuffer::remaining).sum());
    }
  }
}
