package io.github.mailmodosource.shard;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.shard.ShardBlocks.Full;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShardBlocksTest {
  private static final int BLOCK = 64 << 10;

  private final ShardBlocks<ByteArrayOutputStream> blocks =
      ShardBlocks.ofBytes(4, 3 * BLOCK, ByteArrayOutputStream::new, ByteArrayOutputStream::size);

  @Test
  void whatIsSmallIsHeldUntilTheEnd() {
    assertThat(write(2, 10), is(empty()));
    assertThat(write(0, 20), is(empty()));
    assertThat(write(2, 30), is(empty()));
    assertThat("once each, by shard", told(blocks.all()), contains("0: 20", "2: 40"));
    assertThat("nothing twice", blocks.all(), is(empty()));
  }

  @Test
  void aFullBlockLeavesAloneAndItsShardBeginsAgain() {
    write(1, 5);
    assertThat(write(3, BLOCK - 1), is(empty()));
    assertThat(write(3, 1), contains("3: " + BLOCK));
    assertThat(write(3, 7), is(empty()));
    assertThat(told(blocks.all()), contains("1: 5", "3: 7"));
  }

  @Test
  void allLeaveWhenTogetherTheyHoldTooMuch() {
    int almost = BLOCK - 1;
    write(0, almost);
    write(1, almost);
    write(2, almost);
    assertThat(write(3, 2), is(empty()));
    assertThat(write(3, 1), contains("0: " + almost, "1: " + almost, "2: " + almost, "3: 3"));
    assertThat("what has left is held no more", write(0, almost), is(empty()));
    assertThat(write(0, 1), contains("0: " + BLOCK));
  }

  /** What is held is counted by what was written: its room must not be many times that. */
  @Test
  void theMoreShardsTheLessRoomABlockIsMadeWith() {
    List<Integer> rooms = new ArrayList<>();
    for (int shards : List.of(1, 1_000, 10_000)) {
      ShardBlocks.<ByteArrayOutputStream>ofBytes(
              shards,
              16 << 20,
              room -> {
                rooms.add(room);
                return new ByteArrayOutputStream(room);
              },
              ByteArrayOutputStream::size)
          .of(0);
    }
    assertThat(rooms, contains(16 << 10, 16 << 10, (16 << 20) / 10_000));
  }

  /** Elements that weigh nothing are counted; how many all shards hold does not matter. */
  @Test
  void aBlockOfElementsLeavesWhenItHasThatMany() {
    ShardBlocks<List<String>> elements = ShardBlocks.ofElements(3, 2, ArrayList::new, List::size);
    for (int shard = 0; shard < 3; shard++) {
      elements.of(shard).add("first of " + shard);
      assertThat(elements.leaving(shard), is(empty()));
    }
    elements.of(1).add("second of 1");
    assertThat(elements.leaving(1), contains(new Full<>(1, List.of("first of 1", "second of 1"))));
    assertThat(
        elements.all(),
        contains(new Full<>(0, List.of("first of 0")), new Full<>(2, List.of("first of 2"))));
  }

  private List<String> write(int shard, int bytes) {
    blocks.of(shard).writeBytes(new byte[bytes]);
    return told(blocks.leaving(shard));
  }

  private static List<String> told(List<Full<ByteArrayOutputStream>> leaving) {
    return leaving.stream().map(full -> full.shard() + ": " + full.block().size()).toList();
  }
}
