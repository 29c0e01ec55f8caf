package io.github.mailmodosource.reconcile;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.warehouse.WarehouseRow;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitByIdFnTest {
  private static final int SHARDS = 100;

  /** Ours, numbers, words, and none: whatever stands in a table has its shard. */
  @ParameterizedTest
  @ValueSource(strings = {"mailmodo-%040x", "%d", "ajs-next-%08d-id", "%d000000"})
  void idsOfAnyKindAreSpread(String form) {
    int[] sizes = new int[SHARDS];
    IntStream.range(0, 100_000)
        .forEach(i -> sizes[SplitByIdFn.shard(String.format(form, i * 31L), SHARDS)]++);
    for (int size : sizes) {
      assertThat(size, is(greaterThan(500)));
      assertThat(size, is(lessThan(2_000)));
    }
  }

  @Test
  void anIdAlwaysComesToTheSameShard() {
    String id = "mailmodo-1";
    assertThat(
        SplitByIdFn.shard(id, SHARDS), is(SplitByIdFn.shard(new String(id.toCharArray()), SHARDS)));
  }

  @Test
  void aBlockIsTheSidesOneAfterTheOther() throws Exception {
    List<Side> sides =
        List.of(
            Side.of(new WarehouseRow(EventType.EMAIL_SENT, "a", List.of("x"))),
            Side.of(new WarehouseRow(EventType.LINK_CLICKED, "", List.of())));
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (Side side : sides) {
      Side.SideCoder.of().encode(side, block);
    }
    List<Side> read = new ArrayList<>();
    SplitByIdFn.forEach(block.toByteArray(), read::add);
    assertThat(read, is(sides));
  }
}
