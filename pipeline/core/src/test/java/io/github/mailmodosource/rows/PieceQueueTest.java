package io.github.mailmodosource.rows;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PieceQueueTest {
  private static final Duration SHORT = Duration.ofMillis(20);

  private final PieceQueue<Rows> queue = new PieceQueue<>();

  private record Rows(RowBlock block) implements PieceQueue.Piece {}

  @Test
  void whatIsReadAheadIsSomeMegabytesButOnePieceMayBeOfAnySize() throws Exception {
    Rows large = rows(20 << 20);
    assertThat(queue.offer(large, SHORT), is(true));
    assertThat("no room", queue.offer(rows(1), SHORT), is(false));
    assertThat(queue.poll(0), is(sameInstance(large)));
    int pieces = 0;
    while (queue.offer(rows(1 << 20), SHORT)) {
      pieces++;
    }
    assertThat(pieces, is(7));
    queue.poll(0);
    assertThat(queue.offer(rows(1 << 20), SHORT), is(true));
  }

  @Test
  void whoTakesWaitsForAMoment() throws Exception {
    assertThat(queue.poll(1), is(nullValue()));
  }

  @Test
  void whoPutsIsInterruptedWhenNobodyTakesAnyMore() throws Exception {
    queue.offer(rows(20 << 20), SHORT);
    queue.close();
    assertThrows(InterruptedException.class, () -> queue.put(rows(1)));
    assertThrows(InterruptedException.class, () -> queue.offer(rows(1), SHORT));
    assertThat(queue.poll(0), is(nullValue()));
  }

  private static Rows rows(int bytes) {
    return new Rows(
        new RowBlock(
            "t", SourceRow.UNKNOWN_POSITION, 0, RowFormat.TABLE, null, 0, new byte[bytes]));
  }
}
