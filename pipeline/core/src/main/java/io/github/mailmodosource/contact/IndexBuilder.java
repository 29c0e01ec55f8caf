package io.github.mailmodosource.contact;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes an index in this process. Calls are gathered by shard, and the shards are sorted one after
 * the other, so that no more than one of them is in memory twice.
 */
final class IndexBuilder {
  /** Of a million contacts each has 4,000 calls. */
  private static final int SHARDS = 256;

  private final List<IdentifyCalls> gathered = new ArrayList<>(SHARDS);
  private long calls;

  IndexBuilder() {
    for (int i = 0; i < SHARDS; i++) {
      gathered.add(new IdentifyCalls());
    }
  }

  void add(IdentifyCall call) {
    gathered.get(EmailHash.shard(EmailHash.of(call.email()).high(), SHARDS)).add(call);
    calls++;
  }

  long calls() {
    return calls;
  }

  /** The index; to be called once. */
  List<IndexShard> build() {
    List<IndexShard> shards = new ArrayList<>(SHARDS);
    for (int i = 0; i < SHARDS; i++) {
      IdentifyCalls unsorted = gathered.set(i, new IdentifyCalls());
      if (unsorted.size() > 0) {
        shards.add(IndexShard.of(SHARDS, unsorted));
      }
    }
    return shards;
  }
}
