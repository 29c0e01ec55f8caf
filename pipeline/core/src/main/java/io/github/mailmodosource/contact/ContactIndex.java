package io.github.mailmodosource.contact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who was identified as whom and when; read as one value by every worker. */
public final class ContactIndex {
  private final @Nullable IndexShard[] shards;

  private ContactIndex(@Nullable IndexShard[] shards) {
    this.shards = shards;
  }

  /** Puts the shards together; those that no contact falls into are not there. */
  static ContactIndex of(Iterable<IndexShard> present) {
    @Nullable IndexShard[] shards = new IndexShard[1];
    for (IndexShard shard : present) {
      if (shards.length != shard.shards()) {
        shards = new IndexShard[shard.shards()];
      }
      shards[shard.number()] = shard;
    }
    return new ContactIndex(shards);
  }

  /** Whether the e-mail (normalized) was ever identified. */
  public boolean contains(String email) {
    EmailHash hash = EmailHash.of(email);
    IndexShard shard = shard(hash);
    return shard != null && shard.contains(hash);
  }

  /** Who the e-mail (normalized) was at that time; null if it was nobody yet. */
  public @Nullable Identity at(String email, Instant time) {
    EmailHash hash = EmailHash.of(email);
    IndexShard shard = shard(hash);
    return shard == null ? null : shard.at(hash, Nanos.of(time));
  }

  /** Who the e-mail (normalized) was identified as first; null if never. */
  public @Nullable Identity firstOf(String email) {
    EmailHash hash = EmailHash.of(email);
    IndexShard shard = shard(hash);
    return shard == null ? null : shard.firstOf(hash);
  }

  private @Nullable IndexShard shard(EmailHash hash) {
    return shards[EmailHash.shard(hash.high(), shards.length)];
  }
}
