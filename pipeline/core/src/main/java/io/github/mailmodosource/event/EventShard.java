package io.github.mailmodosource.event;

/** Which shard has what belongs to a messageId. */
public final class EventShard {
  private EventShard() {}

  /**
   * Spreads ids of any kind evenly over that many shards; the same id always comes to the same one.
   *
   * @return 0 to {@code shards - 1}
   */
  public static int of(String messageId, int shards) {
    // The hash of a text changes little at its upper end when its last letters change.
    return Integer.remainderUnsigned((messageId.hashCode() * 0x9E3779B1) >>> 4, shards);
  }
}
