package io.github.mailmodosource.segment;

import io.github.mailmodosource.deadletter.Reason;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.failure.JobStoppedException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one batch: first the whole of it, then the parts into which it had to be split.
 * All are tried again until {@code --retryFor} has passed since the first of them left; so waiting
 * for a turn in the beginning does not count, and a batch that is split has no more time than
 * another. What is left then is given up together.
 */
final class BatchDelivery implements FaultSearch.Sender<BatchDelivery.Tried> {
  private final SegmentSettings settings;
  private final SegmentClient client;
  private final Pace pace;
  private final Outage outage;
  private final Delivered delivered = new Delivered();
  private Deadline deadline = Deadline.never();
  private @Nullable String gaveUp;

  /** Why the last request that failed did; of a request that never left there is less to say. */
  private String failure = "its turn to be sent did not come within --retryFor";

  /** An event, and how many requests it was part of. */
  static final class Tried {
    private final TrackEvent event;
    private int attempts;

    Tried(TrackEvent event) {
      this.event = event;
    }
  }

  BatchDelivery(SegmentSettings settings, SegmentClient client, Pace pace, Outage outage) {
    this.settings = settings;
    this.client = client;
    this.pace = pace;
    this.outage = outage;
  }

  Delivered delivered() {
    return delivered;
  }

  @Override
  public FaultSearch.Outcome send(List<Tried> events) throws InterruptedException {
    for (int tries = 1; gaveUp == null; tries++) {
      Answer answer = attempt(events, tries > 1);
      if (answer == null) {
        gaveUp = failure;
      } else if (answer.verdict() != Answer.Verdict.TRY_AGAIN) {
        return settle(events, answer);
      } else {
        failure = answer.reason();
        if (!waitToTryAgain(answer, tries)) {
          gaveUp = failure;
        }
      }
    }
    return refuse(events, Reason.SEGMENT_UNAVAILABLE, gaveUp, FaultSearch.Outcome.ENDED);
  }

  /** Sends the events once; null if their turn does not come before the deadline. */
  private @Nullable Answer attempt(List<Tried> events, boolean again) throws InterruptedException {
    RequestBody body = new RequestBody(events.stream().map(e -> e.event).toList(), settings);
    Pace.Turn turn = pace.await(events.size(), deadline);
    if (turn == null) {
      return null;
    }
    long started = System.nanoTime();
    if (!deadline.isSet()) {
      deadline = Deadline.in(settings.retryFor());
    }
    events.forEach(e -> e.attempts++);
    Answer answer;
    try {
      answer = client.post(body, turn::left);
    } finally {
      turn.left();
    }
    delivered.attempted(again, answer);
    if (answer.verdict() == Answer.Verdict.ACCEPTED) {
      outage.succeeded(started);
    }
    return answer;
  }

  /**
   * Waits as long as Segment asks for, or as the backoff says. Everybody waits along if Segment
   * asked for it or answered 429: then it has too much, no matter from whom.
   *
   * @return false if there is no time for another try
   */
  private boolean waitToTryAgain(Answer answer, int tries) throws InterruptedException {
    Duration asked = answer.retryAfter();
    Duration wait = asked != null && !asked.isZero() ? asked : Backoff.next(tries);
    outage.failed(
        answer.status() == 0
            ? answer.reason()
            : "HTTP " + answer.status() + (asked == null ? "" : ", wait " + Outage.text(wait)));
    if (deadline.hasPassed()) {
      return false;
    }
    if (asked != null || answer.isThrottled()) {
      pace.pauseFor(wait);
      return wait.toNanos() < deadline.remainingNanos();
    }
    deadline.sleep(wait);
    return true;
  }

  private FaultSearch.Outcome settle(List<Tried> events, Answer answer) {
    switch (answer.verdict()) {
      case ACCEPTED -> {
        events.forEach(e -> delivered.sent(e.event));
        return FaultSearch.Outcome.SENT;
      }
      case FAULTY -> {
        return refuseAlone(events, answer, FaultSearch.Outcome.FAULTY);
      }
      case TOO_LARGE -> {
        return refuseAlone(events, answer, FaultSearch.Outcome.TOO_LARGE);
      }
      case FATAL -> throw JobStoppedException.of(FatalAnswer.describe(answer, settings));
      default -> {
        return refuse(
            events, Reason.REJECTED_BY_SEGMENT, answer.reason(), FaultSearch.Outcome.ENDED);
      }
    }
  }

  private FaultSearch.Outcome refuseAlone(
      List<Tried> events, Answer answer, FaultSearch.Outcome outcome) {
    return events.size() > 1
        ? outcome
        : refuse(events, Reason.REJECTED_BY_SEGMENT, answer.reason(), outcome);
  }

  private FaultSearch.Outcome refuse(
      List<Tried> events, Reason reason, String message, FaultSearch.Outcome outcome) {
    events.forEach(e -> delivered.refused(e.event, reason, message, e.attempts));
    return outcome;
  }
}
