package io.github.mailmodosource.segment;

import io.github.mailmodosource.coding.MaskedText;
import io.github.mailmodosource.deadletter.Reason;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.ledger.Ledger;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one batch: first the whole of it, then the parts into which it had to be split.
 * All are tried again until {@code --retryFor} has passed since the first of them left; so waiting
 * for a turn in the beginning does not count, and a batch that is split has no more time than
 * another. What is left then is given up together; unless no other batch has got through since this
 * one first failed: then it is not the batch, and {@link OutageLimit} says when the job ends.
 */
final class BatchDelivery implements FaultSearch.Sender<BatchDelivery.Tried> {
  private final SegmentSettings settings;
  private final Delivery.Shared shared;
  private final Runnable hasTurn;
  private final Delivered delivered;
  private Deadline deadline = Deadline.never();
  private @Nullable Long firstFailure;
  private SizeLimit.@Nullable Lowering lowering;
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

  BatchDelivery(Delivery.Shared shared, Runnable hasTurn, Delivered delivered) {
    this.settings = shared.settings();
    this.shared = shared;
    this.hasTurn = hasTurn;
    this.delivered = delivered;
  }

  @Override
  public FaultSearch.Outcome send(List<Tried> events) throws InterruptedException {
    for (int tries = 1; gaveUp == null; tries++) {
      RequestBody body = new RequestBody(events.stream().map(e -> e.event).toList(), settings);
      long bytes = body.plainBytes();
      Answer answer = attempt(events, body, tries > 1);
      if (answer == null) {
        gaveUp = failure;
      } else if (answer.verdict() != Answer.Verdict.TRY_AGAIN) {
        return settle(events, bytes, answer);
      } else {
        failure = answer.reason();
        if (!waitToTryAgain(answer, tries)) {
          gaveUp = failure;
        }
      }
    }
    return refuse(events, Reason.SEGMENT_UNAVAILABLE, gaveUp, FaultSearch.Outcome.ENDED);
  }

  /** Equal parts rather than full ones and a rest. */
  @Override
  public int fitting(List<Tried> events) {
    long limit = shared.sizeLimit().bytes();
    if (limit == Long.MAX_VALUE) {
      return events.size();
    }
    long all = BatchBody.beginBytes();
    for (Tried tried : events) {
      all += BatchBody.bytesOf(tried.event);
    }
    // The last event has no comma.
    long requests = (all - 1 + limit - 1) / limit;
    long share = (all + requests - 1) / requests;
    long bytes = BatchBody.beginBytes();
    for (int i = 0; i < events.size(); i++) {
      bytes += BatchBody.bytesOf(events.get(i).event);
      if (i > 0 && bytes - 1 > limit) {
        return i;
      }
      if (bytes >= share) {
        return i + 1;
      }
    }
    return events.size();
  }

  /** Sends the events once; null if their turn does not come before the deadline. */
  private @Nullable Answer attempt(List<Tried> events, RequestBody body, boolean again)
      throws InterruptedException {
    Pace.Turn turn = shared.pace().await(events.size(), untilWhenTurnsAreAwaited());
    if (turn == null) {
      return null;
    }
    hasTurn.run();
    long started = System.nanoTime();
    if (!deadline.isSet()) {
      deadline = Deadline.in(settings.retryFor());
    }
    events.forEach(e -> e.attempts++);
    shared.requests().began();
    Answer answer;
    try {
      answer = shared.client().post(body, turn::left);
    } finally {
      turn.left();
    }
    shared
        .requests()
        .ended(again, answer.isThrottled(), answer.bytesSent(), System.nanoTime() - started);
    delivered.attempted(again, answer);
    boolean accepted = answer.verdict() == Answer.Verdict.ACCEPTED;
    if (accepted) {
      shared.requests().accepted();
      shared.outage().succeeded(started);
    }
    if (answer.verdict() != Answer.Verdict.TRY_AGAIN) {
      shared.outageLimit().answered(accepted ? events.size() : 0);
    }
    return answer;
  }

  /** Without any time for retries every part still has its one attempt. */
  private Deadline untilWhenTurnsAreAwaited() {
    return settings.retryFor().isZero() ? Deadline.never() : deadline();
  }

  /** While nothing gets through at all, a batch is not given up by itself. */
  private Deadline deadline() {
    Long since = firstFailure;
    return since != null && shared.outageLimit().lastsSince(since) ? Deadline.never() : deadline;
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
    shared.outage().failed(inShort(answer, asked == null ? null : wait));
    shared.outageLimit().failed(inShort(answer, null));
    if (firstFailure == null) {
      firstFailure = System.nanoTime();
    }
    Deadline until = deadline();
    if (asked != null || answer.isThrottled()) {
      shared.pace().pauseFor(wait);
      shared.requests().paused(wait);
      return wait.toNanos() < until.remainingNanos();
    }
    if (until.hasPassed()) {
      return false;
    }
    until.sleep(wait);
    return true;
  }

  /** The status alone where that says enough. */
  private static String inShort(Answer answer, @Nullable Duration wait) {
    String reason =
        answer.status() == 0 || answer.isSuccess() ? answer.reason() : "HTTP " + answer.status();
    return MaskedText.of(reason) + (wait == null ? "" : ", wait " + Outage.text(wait));
  }

  private FaultSearch.Outcome settle(List<Tried> events, long bytes, Answer answer) {
    switch (answer.verdict()) {
      case ACCEPTED -> {
        shared.sizeLimit().passed(bytes);
        shared.refusals().accepted();
        events.forEach(e -> delivered.sent(e.event));
        writeDown(events);
        return FaultSearch.Outcome.SENT;
      }
      case FAULTY -> {
        countRefusal(events, answer);
        return refuseAlone(events, answer, FaultSearch.Outcome.FAULTY);
      }
      case TOO_LARGE -> {
        keepSize(events.size(), bytes);
        return refuseAlone(events, answer, FaultSearch.Outcome.TOO_LARGE);
      }
      case FATAL -> throw JobStoppedException.of(FatalAnswer.describe(answer, settings));
      default -> {
        countRefusal(events, answer);
        return refuse(
            events, Reason.REJECTED_BY_SEGMENT, answer.reason(), FaultSearch.Outcome.ENDED);
      }
    }
  }

  /** Before the batch comes to its end, so that no more are in doubt than are in flight. */
  private void writeDown(List<Tried> accepted) {
    Ledger ledger = shared.ledger();
    if (ledger != null) {
      ledger.accept(accepted.stream().map(e -> e.event.messageId()).toList());
    }
  }

  private void countRefusal(List<Tried> events, Answer answer) {
    shared.refusals().refused(answer, events.stream().map(e -> e.event.messageId()).toList());
  }

  private void keepSize(int events, long bytes) {
    if (events > 1) {
      lowering = shared.sizeLimit().refused(bytes, lowering);
    } else if (lowering != null) {
      shared.sizeLimit().takeBack(lowering);
      lowering = null;
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
