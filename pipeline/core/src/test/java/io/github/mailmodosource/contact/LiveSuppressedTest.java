package io.github.mailmodosource.contact;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.RowReader;
import io.github.mailmodosource.rows.RowSamples;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveSuppressedTest {
  private static final AtomicInteger RUNS = new AtomicInteger();
  private static final AtomicReference<RowBlock> LIST = new AtomicReference<>(RowSamples.block());
  private static final AtomicInteger READINGS = new AtomicInteger();

  private final LiveSuppressed live =
      LiveSuppressed.of(
          "suppressing run " + RUNS.incrementAndGet(),
          new OneBlock(),
          SuppressedParser.mapping(),
          Duration.ofMillis(50));

  /** The list of the moment. */
  private static final class OneBlock implements RowReader {
    private static final long serialVersionUID = 1;

    @Override
    public void read(Consumer<RowBlock> out) {
      READINGS.incrementAndGet();
      out.accept(LIST.get());
    }
  }

  @AfterEach
  void close() {
    live.close();
  }

  @Test
  void whoIsAddedIsLeftOutAndWhoIsTakenOffIsNot() throws Exception {
    LIST.set(RowSamples.block("{\"email\":\"ann@b.co\"}", "{\"user_id\":\"U-2\"}"));
    live.open();
    assertThat(live.people().contains("ann@b.co", "U-1"), is(true));
    assertThat(live.people().contains("z@b.co", "U-2"), is(true));
    assertThat(live.people().contains("z@b.co", "U-3"), is(false));

    LIST.set(RowSamples.block("{\"user_id\":\"U-3\"}", "{\"user_id\":\"U-2\"}"));
    await(() -> live.people().contains("z@b.co", "U-3"));
    assertThat(live.people().contains("ann@b.co", "U-1"), is(false));
  }

  @Test
  void aListThatNamesNobodyAnyMoreIsNotBelieved() throws Exception {
    LIST.set(RowSamples.block("{\"email\":\"ann@b.co\"}"));
    live.open();
    for (RowBlock none : new RowBlock[] {RowSamples.block(), RowSamples.block("{\"n\":1}")}) {
      LIST.set(none);
      int readings = READINGS.get();
      await(() -> READINGS.get() > readings + 1);
      assertThat(live.people().contains("ann@b.co", "U-1"), is(true));
    }
  }

  @Test
  void aListOfNobodyIsFineAtFirstUnlessItHasRows() throws Exception {
    LIST.set(RowSamples.block());
    live.open();
    assertThat(live.people().contains("ann@b.co", "U-1"), is(false));
    live.close();

    LIST.set(RowSamples.block("{\"n\":1}"));
    LiveSuppressed other =
        LiveSuppressed.of(
            "suppressing run " + RUNS.incrementAndGet(),
            new OneBlock(),
            SuppressedParser.mapping(),
            Duration.ofHours(1));
    assertThat(
        assertThrows(JobStoppedException.class, other::open).getMessage(),
        startsWith("no row of --suppressed has a user_id or an email"));
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat("within a minute", System.nanoTime() < end, is(true));
      Thread.sleep(10);
    }
  }
}
