package io.github.mailmodosource.sandbox;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The newest of what came in, numbered from 1 in the order of its arrival. What was not taken as
 * new is kept apart from what was, so that a sender's mistakes never push out its events. Not
 * thread-safe.
 */
final class EventLog {
  /** Of events at fault, which may be as large as a batch. */
  private static final long MAX_OTHER_BYTES = 32_000_000;

  /** What became of an event. */
  enum Outcome {
    ACCEPTED,
    /** Accepted, and its id had come before: Segment drops it. */
    DUPLICATE,
    /** Its request was answered with an error. */
    REFUSED
  }

  /**
   * One event; or one request that was refused for another reason than single events.
   *
   * @param messageId null if there is none
   * @param name the event's name, or its type if it is not a track event; null if it has neither
   * @param payload as JSON in UTF-8 on one line; empty for a request
   * @param status of the answer to the request
   * @param message of the answer, if it was refused; else empty
   * @param reasons what is wrong with the event
   */
  @SuppressWarnings("ArrayRecordComponent") // Entries are never compared.
  record Entry(
      long number,
      Instant at,
      Outcome outcome,
      @Nullable String messageId,
      @Nullable String name,
      byte[] payload,
      int status,
      String message,
      List<String> reasons) {
    /** Whatever was sent may be somebody's. */
    @Override
    public String toString() {
      return "Entry[number=%d, outcome=%s, %d bytes]".formatted(number, outcome, payload.length);
    }
  }

  private final int keep;
  private final TreeMap<Long, Entry> entries = new TreeMap<>();
  private final Deque<Entry> accepted = new ArrayDeque<>();
  private final Deque<Entry> others = new ArrayDeque<>();
  private long otherBytes;
  private long last;

  /**
   * @param keep the most accepted events that are kept, and the most of the others
   */
  EventLog(int keep) {
    this.keep = keep;
  }

  void accepted(EventStore.Stored event, Instant at) {
    accepted.addLast(add(event, at, Outcome.ACCEPTED));
    if (accepted.size() > keep) {
      entries.remove(accepted.removeFirst().number());
    }
  }

  void duplicate(EventStore.Stored event, Instant at) {
    addOther(add(event, at, Outcome.DUPLICATE));
  }

  /** Each event at fault; where none is, the request. */
  void refused(Refusal refusal, Instant at) {
    for (Refusal.WrongEvent wrong : refusal.errors()) {
      addOther(
          add(
              new Entry(
                  ++last,
                  at,
                  Outcome.REFUSED,
                  wrong.messageId(),
                  wrong.name(),
                  wrong.payload(),
                  refusal.status(),
                  refusal.reason(),
                  wrong.reasons())));
    }
    if (refusal.errors().isEmpty()) {
      addOther(
          add(
              new Entry(
                  ++last,
                  at,
                  Outcome.REFUSED,
                  null,
                  null,
                  new byte[0],
                  refusal.status(),
                  refusal.reason(),
                  List.of())));
    }
  }

  private Entry add(EventStore.Stored event, Instant at, Outcome outcome) {
    return add(
        new Entry(
            ++last,
            at,
            outcome,
            event.messageId(),
            event.name(),
            event.payload(),
            200,
            "",
            List.of()));
  }

  private Entry add(Entry entry) {
    entries.put(entry.number(), entry);
    return entry;
  }

  private void addOther(Entry entry) {
    others.addLast(entry);
    otherBytes += entry.payload().length;
    while (others.size() > keep || otherBytes > MAX_OTHER_BYTES) {
      Entry oldest = others.removeFirst();
      otherBytes -= oldest.payload().length;
      entries.remove(oldest.number());
    }
  }

  /** Accepted events that are kept, in the order of their arrival. */
  Collection<Entry> accepted() {
    return accepted;
  }

  /** The number of the newest entry, kept or not; 0 before the first. */
  long last() {
    return last;
  }

  /** The first entries behind that number, at most so many, in the order of their arrival. */
  List<Entry> after(long number, int limit) {
    return entries.tailMap(number, false).values().stream().limit(limit).toList();
  }

  @Nullable Entry get(long number) {
    return entries.get(number);
  }

  /** Forgets everything; numbers begin again. */
  void clear() {
    entries.clear();
    accepted.clear();
    others.clear();
    otherBytes = 0;
    last = 0;
  }
}
