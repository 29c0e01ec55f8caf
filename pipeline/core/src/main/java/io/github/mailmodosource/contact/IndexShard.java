package io.github.mailmodosource.contact;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The contacts of one part of the hashes: sorted 128-bit e-mail hashes with times and ids, no
 * object for each contact.
 */
public final class IndexShard {
  private static final int NONE = -1;

  /** Above it a run of equal hashes is sorted by the library instead of by insertion. */
  private static final int SHORT_RUN = 32;

  private final int shards;
  private final IdentifyCalls calls;

  private IndexShard(int shards, IdentifyCalls sortedCalls) {
    this.shards = shards;
    this.calls = sortedCalls;
  }

  /**
   * Sorts the calls, and keeps of each e-mail only those that change its identity.
   *
   * @param shards into how many the contacts are split
   */
  static IndexShard of(int shards, IdentifyCalls unsorted) {
    int[] order = sort(unsorted);
    IdentifyCalls sorted = new IdentifyCalls();
    int last = NONE;
    for (int entry : order) {
      boolean changes =
          last == NONE || !unsorted.sameEmail(last, entry) || !unsorted.sameIdentity(last, entry);
      if (changes) {
        sorted.add(unsorted, entry);
      }
      last = entry;
    }
    return new IndexShard(shards, sorted.trimmed());
  }

  static IndexShard ofSorted(int shards, IdentifyCalls sorted) {
    return new IndexShard(shards, sorted);
  }

  IdentifyCalls calls() {
    return calls;
  }

  /** Into how many shards the contacts are split. */
  int shards() {
    return shards;
  }

  /** Which of them this is, from 0; an empty one may stand anywhere. */
  int number() {
    return calls.size() == 0 ? 0 : EmailHash.shard(calls.high(0), shards);
  }

  /** Changes of identity in the shard; at least one for each e-mail. */
  int size() {
    return calls.size();
  }

  boolean contains(EmailHash hash) {
    return first(hash) != NONE;
  }

  /** Who the e-mail was at that time; null if it was nobody yet. */
  @Nullable Identity at(EmailHash hash, long nanos) {
    int from = 0;
    int to = calls.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (calls.isAfter(middle, hash, nanos)) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    int latest = from - 1;
    return latest >= 0 && is(latest, hash) ? calls.identity(latest) : null;
  }

  /** Who the e-mail was identified as first; null if never. */
  @Nullable Identity firstOf(EmailHash hash) {
    int first = first(hash);
    // Of calls at the very same time the last decides, here as in at().
    return first == NONE ? null : at(hash, calls.nanos(first));
  }

  private boolean is(int entry, EmailHash hash) {
    return calls.high(entry) == hash.high() && calls.low(entry) == hash.low();
  }

  private int first(EmailHash hash) {
    int from = 0;
    int to = calls.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      int order = Long.compareUnsigned(calls.high(middle), hash.high());
      if (order == 0) {
        order = Long.compareUnsigned(calls.low(middle), hash.low());
      }
      if (order < 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from < calls.size() && is(from, hash) ? from : NONE;
  }

  /**
   * The order of the calls. The leading bits of a hash and the entry's number share one long, so
   * that the bulk is sorted as primitives; only runs of equal bits are compared in full.
   */
  private static int[] sort(IdentifyCalls calls) {
    int size = calls.size();
    int numberBits = 32 - Integer.numberOfLeadingZeros(Math.max(1, size));
    long[] keys = new long[size];
    for (int i = 0; i < size; i++) {
      // Shifted by one more to stay positive: the sort is signed, the hashes are not.
      keys[i] = (calls.high(i) >>> (numberBits + 1) << numberBits) | i;
    }
    Arrays.parallelSort(keys);
    int[] order = new int[size];
    int runStart = 0;
    for (int i = 0; i < size; i++) {
      order[i] = (int) (keys[i] & ((1L << numberBits) - 1));
      if (i > 0 && keys[i] >>> numberBits != keys[i - 1] >>> numberBits) {
        sortRun(calls, order, runStart, i);
        runStart = i;
      }
    }
    sortRun(calls, order, runStart, size);
    return order;
  }

  private static void sortRun(IdentifyCalls calls, int[] order, int from, int to) {
    if (to - from > SHORT_RUN) {
      int[] sorted =
          Arrays.stream(order, from, to).boxed().sorted(calls::compare).mapToInt(i -> i).toArray();
      System.arraycopy(sorted, 0, order, from, sorted.length);
      return;
    }
    for (int i = from + 1; i < to; i++) {
      int entry = order[i];
      int j = i;
      for (; j > from && calls.compare(order[j - 1], entry) > 0; j--) {
        order[j] = order[j - 1];
      }
      order[j] = entry;
    }
  }

  /** Runners log elements when they are told to: nobody is named. */
  @Override
  public String toString() {
    return "IndexShard[" + number() + " of " + shards + ", " + calls + "]";
  }
}
