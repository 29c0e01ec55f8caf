package io.github.mailmodosource.shard;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of all shards that are not yet full. A runner sorts and moves few large elements
 * faster than many small ones, so what belongs to a shard is held until it is a block.
 *
 * <p>Usage: write into {@link #of} a shard, then pass on {@link #leaving} it, and at the end of the
 * bundle {@link #all}.
 *
 * @param <B> what a block is written into
 */
public final class ShardBlocks<B> {
  private static final int BLOCK_BYTES = 64 << 10;
  private static final int MOST_EXPECTED_BYTES = 16 << 10;

  private final int blockSize;
  private final int mostHeld;
  private final IntFunction<B> empty;
  private final int expectedSize;
  private final ToIntFunction<B> size;
  private final List<@Nullable B> held = new ArrayList<>();
  private final int[] sizes;
  private int heldSize;

  private ShardBlocks(
      int shards,
      int blockSize,
      int mostHeld,
      int expectedSize,
      IntFunction<B> empty,
      ToIntFunction<B> size) {
    this.blockSize = blockSize;
    this.mostHeld = mostHeld;
    this.expectedSize = expectedSize;
    this.empty = empty;
    this.size = size;
    sizes = new int[shards];
    for (int shard = 0; shard < shards; shard++) {
      held.add(null);
    }
  }

  /**
   * No blocks yet; a block of 64 KB is full.
   *
   * @param mostHeldBytes what all of them hold at most; every worker that splits holds so many
   * @param empty makes a block with room for so many bytes: the more shards, the fewer, because
   *     what is held is counted by what was written, not by its room
   * @param size its bytes
   */
  public static <B> ShardBlocks<B> ofBytes(
      int shards, int mostHeldBytes, IntFunction<B> empty, ToIntFunction<B> size) {
    int expectedBytes = Math.min(MOST_EXPECTED_BYTES, mostHeldBytes / shards);
    return new ShardBlocks<>(shards, BLOCK_BYTES, mostHeldBytes, expectedBytes, empty, size);
  }

  /**
   * No blocks yet; a block is full when it has so many elements, however many all of them hold.
   *
   * @param empty makes a block
   * @param size its elements
   */
  public static <B> ShardBlocks<B> ofElements(
      int shards, int elements, Supplier<B> empty, ToIntFunction<B> size) {
    return new ShardBlocks<>(
        shards, elements, Integer.MAX_VALUE, elements, expected -> empty.get(), size);
  }

  /** A shard and what was written for it. */
  public record Full<B>(int shard, B block) {}

  /** The block of a shard, to be written into. */
  public B of(int shard) {
    B block = held.get(shard);
    if (block == null) {
      block = empty.apply(expectedSize);
      held.set(shard, block);
    }
    return block;
  }

  /** What must leave after a shard's block was written into: nothing, that block, or all. */
  public List<Full<B>> leaving(int shard) {
    int now = size.applyAsInt(of(shard));
    heldSize += now - sizes[shard];
    sizes[shard] = now;
    if (now >= blockSize) {
      return List.of(take(shard));
    }
    return heldSize >= mostHeld ? all() : List.of();
  }

  /** Takes all blocks out, those of the lowest shards first. */
  public List<Full<B>> all() {
    List<Full<B>> all = new ArrayList<>();
    for (int shard = 0; shard < sizes.length; shard++) {
      if (held.get(shard) != null) {
        all.add(take(shard));
      }
    }
    return all;
  }

  private Full<B> take(int shard) {
    B block = Objects.requireNonNull(held.set(shard, null), "only what is held is taken");
    heldSize -= sizes[shard];
    sizes[shard] = 0;
    return new Full<>(shard, block);
  }
}
