package io.github.mailmodosource.contact;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Identify calls for tests, and the index that is built from them. */
final class Contacts {
  private Contacts() {}

  static Identity user(String id) {
    return new Identity(id, false);
  }

  static Identity anonymous(String id) {
    return new Identity(id, true);
  }

  /**
   * An identify call.
   *
   * @param time null for a contact without one
   */
  static IdentifyCall call(String email, Identity identity, @Nullable String time) {
    return new IdentifyCall(
        email, identity, time == null ? IdentifyCall.SINCE_EVER : Nanos.of(Instant.parse(time)));
  }

  static IdentifyCalls calls(IdentifyCall... all) {
    IdentifyCalls calls = new IdentifyCalls();
    for (IdentifyCall call : all) {
      calls.add(call);
    }
    return calls;
  }

  static IndexShard shard(IdentifyCall... all) {
    return IndexShard.of(1, calls(all));
  }

  static ContactIndex index(IdentifyCall... all) {
    return index(3, all);
  }

  /** The index of these calls, split into that many shards. */
  static ContactIndex index(int shards, IdentifyCall... all) {
    Map<Integer, IdentifyCalls> parts = new HashMap<>();
    for (IdentifyCall call : all) {
      int shard = EmailHash.shard(EmailHash.of(call.email()).high(), shards);
      parts.computeIfAbsent(shard, s -> new IdentifyCalls()).add(call);
    }
    return ContactIndex.of(
        parts.values().stream().map(part -> IndexShard.of(shards, part)).toList());
  }
}
