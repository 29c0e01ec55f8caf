package io.github.mailmodosource.segment;

import io.github.mailmodosource.deadletter.Reason;
import io.github.mailmodosource.report.JobStoppedException;
import io.github.mailmodosource.track.TrackEvent;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Brings a batch to its end: tries again what is worth it, splits what is rejected until the events
 * at fault stand alone, stops the job when no batch can succeed. Thread-safe.
 */
final class Delivery {
  private final SegmentSettings settings;
  private final SegmentClient client;
  private final Pace pace;

  Delivery(SegmentSettings settings, SegmentClient client, Pace pace) {
    this.settings = settings;
    this.client = client;
    this.pace = pace;
  }

  /**
   * Delivers the events, or says of each why not.
   *
   * @throws JobStoppedException if Segment refuses the key or the address
   */
  Delivered deliver(List<TrackEvent> events) throws InterruptedException {
    Delivered delivered = new Delivered();
    deliver(events, 0, delivered);
    return delivered;
  }

  private void deliver(List<TrackEvent> events, int attemptsBefore, Delivered delivered)
      throws InterruptedException {
    Attempts attempts = new Attempts(events, delivered);
    Answer answer;
    try {
      answer = attempts.untilAnswered();
    } catch (IOException e) {
      delivered.refused(
          events, Reason.SEGMENT_UNAVAILABLE, describe(e), attemptsBefore + attempts.count);
      return;
    }
    int tried = attemptsBefore + attempts.count;
    if (answer.isOk()) {
      delivered.sent(events);
    } else if (answer.isFatal()) {
      throw new JobStoppedException(fatal(answer));
    } else if (answer.isRejection() && events.size() > 1) {
      int half = events.size() / 2;
      deliver(events.subList(0, half), tried, delivered);
      deliver(events.subList(half, events.size()), tried, delivered);
    } else {
      Reason reason =
          answer.isRetryable() ? Reason.SEGMENT_UNAVAILABLE : Reason.REJECTED_BY_SEGMENT;
      delivered.refused(events, reason, "HTTP " + answer.status() + ": " + answer.text(), tried);
    }
  }

  private String fatal(Answer answer) {
    String mend =
        switch (answer.status()) {
          case 401 -> "the write key in " + settings.writeKey() + " is not accepted: check it";
          case 403 ->
              "the write key in " + settings.writeKey() + " may not do this: check key and region";
          default -> "there is no Tracking API at this address: check --endpoint or --region";
        };
    return settings.batchAddress() + " answered " + answer.status() + "; " + mend;
  }

  private static String describe(IOException e) {
    String message = e.getMessage();
    return e.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }

  /** The tries of one request, until there is an answer to act on. */
  private final class Attempts {
    private final List<TrackEvent> events;
    private final Delivered delivered;
    private final long deadline = System.nanoTime() + settings.retryFor().toNanos();
    private int count;

    private Attempts(List<TrackEvent> events, Delivered delivered) {
      this.events = events;
      this.delivered = delivered;
    }

    private Answer untilAnswered() throws IOException, InterruptedException {
      RetryConfig config =
          RetryConfig.<Answer>custom()
              .maxAttempts(Integer.MAX_VALUE)
              .retryOnResult(answer -> answer.isRetryable() && hasTime())
              .retryOnException(e -> e instanceof IOException && hasTime())
              .intervalBiFunction((tries, outcome) -> waitMillis(tries, outcome))
              .build();
      try {
        return Retry.of("batch", config).executeCallable(this::once);
      } catch (IOException | InterruptedException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException("a request fails with nothing else", e);
      }
    }

    private Answer once() throws IOException, InterruptedException {
      pace.await(events.size());
      delivered.attempted(count > 0);
      count++;
      Answer answer = client.post(events);
      delivered.answered(answer);
      return answer;
    }

    private boolean hasTime() {
      return System.nanoTime() < deadline;
    }

    private long waitMillis(int tries, Either<Throwable, Answer> outcome) {
      if (outcome.isRight()) {
        Duration asked = outcome.get().retryAfter();
        if (asked != null) {
          pace.pauseFor(asked);
          return 0;
        }
      }
      return Backoff.next(tries).toMillis();
    }
  }
}
