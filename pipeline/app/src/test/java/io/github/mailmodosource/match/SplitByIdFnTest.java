package io.github.mailmodosource.match;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.warehouse.WarehouseRow;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplitByIdFnTest {
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
