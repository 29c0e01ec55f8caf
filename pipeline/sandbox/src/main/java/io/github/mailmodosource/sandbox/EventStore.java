package io.github.mailmodosource.sandbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the sandbox got since it was started or emptied. Thread-safe.
 *
 * <p>The newest payloads are kept whole, in an {@link EventLog}, the ids of all. Segment looks back
 * about 24 hours for a messageId (its page on duplicate data) or about 170 days (its partner FAQ);
 * without an end is the stricter reading of the two.
 */
final class EventStore {
  /**
   * An accepted event.
   *
   * @param name the event's name, or its type if it is not a track event
   * @param payload the merged event, as JSON in UTF-8 on one line
   */
  @SuppressWarnings("ArrayRecordComponent") // Stored events are never compared.
  record Stored(String messageId, String name, byte[] payload) {
    /** Whatever was sent may be somebody's: the id and the name too. */
    @Override
    public String toString() {
      return "Stored[" + payload.length + " bytes]";
    }
  }

  /**
   * Half of a SHA-256: an id takes the same few bytes however long it is, and two ids never meet in
   * practice.
   */
  private record IdHash(long high, long low) {
    static IdHash of(String messageId) {
      try {
        ByteBuffer hash =
            ByteBuffer.wrap(
                MessageDigest.getInstance("SHA-256")
                    .digest(messageId.getBytes(StandardCharsets.UTF_8)));
        return new IdHash(hash.getLong(), hash.getLong());
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }
  }

  /**
   * What came in behind a number.
   *
   * @param stats when these were the entries
   * @param last the number of the newest entry of all
   */
  record News(SandboxStats stats, long last, List<EventLog.Entry> entries) {
    @Override
    public String toString() {
      return "News[" + entries.size() + " entries]";
    }
  }

  private final EventLog log;
  private final Set<IdHash> ids = new HashSet<>();
  private final Map<String, Long> byEvent = new TreeMap<>();
  private long requests;
  private long refused;
  private long throttled;
  private long duplicates;
  private long bytes;
  private Instant since = now();

  EventStore(int keepEvents) {
    log = new EventLog(keepEvents);
  }

  /**
   * Takes a request that is right as a whole.
   *
   * @param bodyBytes of the uncompressed body
   * @return the places of the events whose ids had never come before
   */
  BitSet accept(List<Stored> events, int bodyBytes) {
    List<IdHash> hashes = new ArrayList<>(events.size());
    for (Stored event : events) {
      hashes.add(IdHash.of(event.messageId()));
    }
    BitSet first = new BitSet(events.size());
    Instant at = now();
    synchronized (this) {
      requests++;
      bytes += bodyBytes;
      for (int i = 0; i < hashes.size(); i++) {
        if (ids.add(hashes.get(i))) {
          byEvent.merge(events.get(i).name(), 1L, Long::sum);
          log.accepted(events.get(i), at);
          first.set(i);
        } else {
          log.duplicate(events.get(i), at);
          duplicates++;
        }
      }
    }
    return first;
  }

  /** Takes nothing of a request but that, and why, it was refused. */
  synchronized void refuse(Refusal refusal) {
    requests++;
    refused++;
    if (refusal.status() == Refusal.TOO_MANY_REQUESTS) {
      throttled++;
    }
    log.refused(refusal, now());
  }

  synchronized SandboxStats stats() {
    return new SandboxStats(
        requests, refused, throttled, ids.size(), duplicates, bytes, byEvent, since);
  }

  /**
   * Kept events in the order of their arrival.
   *
   * @param name only events of this name; null for all
   * @param messageId only the event of this id; null for all
   * @param offset how many of those are passed over
   * @param limit the most that are returned; 0 for all
   */
  synchronized List<EventLog.Entry> find(
      @Nullable String name, @Nullable String messageId, int offset, int limit) {
    return log.accepted().stream()
        .filter(event -> name == null || name.equals(event.name()))
        .filter(event -> messageId == null || messageId.equals(event.messageId()))
        .skip(offset)
        .limit(limit == 0 ? Long.MAX_VALUE : limit)
        .toList();
  }

  /** The first entries of the log behind that number, at most so many. */
  synchronized News after(long number, int limit) {
    return new News(stats(), log.last(), log.after(number, limit));
  }

  /** The entry of the log with that number; null if it is not kept. */
  synchronized EventLog.@Nullable Entry entry(long number) {
    return log.get(number);
  }

  /** Forgets everything, ids too. */
  synchronized void clear() {
    log.clear();
    ids.clear();
    byEvent.clear();
    requests = 0;
    refused = 0;
    throttled = 0;
    duplicates = 0;
    bytes = 0;
    since = now();
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
