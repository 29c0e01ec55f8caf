package io.github.mailmodosource.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.io.UnboundedSource;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NewRowsReaderTest {
  private static final RowBlock BLOCK =
      new RowBlock(
          "t",
          SourceRow.UNKNOWN_POSITION,
          0,
          RowFormat.JSON_LINES,
          null,
          0,
          "{}\n".getBytes(UTF_8));

  private final Reader reader = new Reader();

  @Test
  void itPassesOnWhatHasRowsAndSaysWhenItTookThem() throws Exception {
    assertThrows(NoSuchElementException.class, reader::getCurrent);
    assertThrows(NoSuchElementException.class, reader::getCurrentTimestamp);
    assertThat(reader.advance(), is(false));
    reader.bring(new Piece(null));
    reader.bring(new Piece(BLOCK));
    Instant before = reader.getWatermark();
    assertThat(reader.advance(), is(true));
    assertThat("both were passed on", reader.passed, is(2));
    assertThat(reader.getCurrent(), is(sameInstance(BLOCK)));
    assertThat(before, is(lessThanOrEqualTo(reader.getCurrentTimestamp())));
    assertThat(reader.getCurrentTimestamp(), is(lessThanOrEqualTo(reader.getWatermark())));
    assertThat(reader.advance(), is(false));
  }

  @Test
  void theFailureOfAThreadIsItsOwn() throws Exception {
    IllegalStateException bug = new IllegalStateException("a bug of the test");
    CountDownLatch failing = new CountDownLatch(1);
    reader.inBackground(
        "fails",
        () -> {
          failing.countDown();
          throw bug;
        });
    failing.await();
    IllegalStateException failure =
        assertThrows(
            IllegalStateException.class,
            () -> {
              while (!reader.advance()) {
                TimeUnit.MILLISECONDS.sleep(1);
              }
            });
    assertThat(
        failure.getMessage(),
        is("reading failed: java.lang.IllegalStateException: a bug of the test"));
    assertThat(failure.getCause(), is(sameInstance(bug)));
  }

  /** Wherever they are, and that is no failure. */
  @Test
  void closingEndsTheThreads() throws Exception {
    CountDownLatch ended = new CountDownLatch(2);
    reader.inBackground(
        "sleeps",
        () -> {
          try {
            TimeUnit.HOURS.sleep(1);
          } finally {
            ended.countDown();
          }
        });
    reader.inBackground(
        "puts",
        () -> {
          try {
            while (!reader.isClosed()) {
              reader.bring(new Piece(BLOCK));
            }
          } finally {
            ended.countDown();
          }
        });
    long begun = System.nanoTime();
    reader.close();
    assertThat("they are waited for", ended.getCount(), is(0L));
    assertThat(Duration.ofNanos(System.nanoTime() - begun), is(lessThan(Duration.ofSeconds(5))));
    assertThat(reader.advance(), is(false));
  }

  private record Piece(@Nullable RowBlock block) implements PieceQueue.Piece {}

  private static final class Reader extends NewRowsReader<Piece> {
    private int passed;

    Reader() {
      super("reading");
    }

    void bring(Piece piece) throws InterruptedException {
      queue().put(piece);
    }

    @Override
    protected @Nullable RowBlock pass(Piece piece) {
      passed++;
      return piece.block();
    }

    @Override
    public boolean start() {
      return advance();
    }

    @Override
    public UnboundedSource.CheckpointMark getCheckpointMark() {
      return UnboundedSource.CheckpointMark.NOOP_CHECKPOINT_MARK;
    }

    @Override
    public UnboundedSource<RowUnit, ?> getCurrentSource() {
      throw new UnsupportedOperationException();
    }
  }
}
