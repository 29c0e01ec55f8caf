package io.github.mailmodosource.segment;

import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.event.SharedFields;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.metrics.FunnelCounter;
import io.github.mailmodosource.metrics.Outcome;
import java.io.Serializable;

/** What becomes of an event that was refused: it counts, and is a dead letter with its payload. */
final class Undelivered implements Serializable {
  private static final long serialVersionUID = 1;

  private final SharedFields shared;
  private final FunnelCounter undelivered = new FunnelCounter(Outcome.UNDELIVERED);

  Undelivered(SharedFields shared) {
    this.shared = shared;
  }

  DeadLetter letter(Delivered.Refused refused) {
    TrackEvent event = refused.event();
    undelivered.inc(event.eventName());
    return event
        .row()
        .deadLetter(refused.reason(), refused.message())
        .withEvent(shared.mergedInto(event), event.attempts() + refused.attempts());
  }
}
