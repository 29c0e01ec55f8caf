package io.github.mailmodosource.segment;

import io.github.mailmodosource.metrics.CountedFor;
import io.github.mailmodosource.metrics.FunnelCounter;
import io.github.mailmodosource.metrics.Outcome;
import io.github.mailmodosource.metrics.RunCounters;
import java.io.Serializable;
import org.apache.beam.sdk.metrics.Counter;

/**
 * Counts what was sent, and in how many requests. This process knows it as soon as the answers are
 * there; the runner is told by the step when it has ended, which it may never do if the job stops.
 */
final class DeliveryCounters implements Serializable {
  private static final long serialVersionUID = 1;

  private final FunnelCounter sent;
  private final Counter requests;
  private final Counter retries;
  private final Counter throttled;
  private final Counter bytes;
  private final Counter resumed;

  DeliveryCounters(CountedFor whom) {
    sent = new FunnelCounter(Outcome.SENT, whom);
    requests = RunCounters.delivery("requests", whom);
    retries = RunCounters.delivery("retries", whom);
    throttled = RunCounters.delivery("throttled", whom);
    bytes = RunCounters.delivery("bytes", whom);
    resumed = RunCounters.delivery("resumed", whom);
  }

  void count(Delivered delivered) {
    requests.inc(delivered.requests());
    retries.inc(delivered.retries());
    throttled.inc(delivered.throttled());
    bytes.inc(delivered.bytes());
    if (delivered.resumed() > 0) {
      // In few runs, so that the others say nothing of it.
      resumed.inc(delivered.resumed());
    }
    delivered.sent().forEach(sent::inc);
  }
}
