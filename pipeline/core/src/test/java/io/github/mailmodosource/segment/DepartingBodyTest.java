package io.github.mailmodosource.segment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A body is handed over as the connection asks for it, by the rules of {@link Flow}. */
class DepartingBodyTest {
  private static final int WRITE = 64 << 10;
  private static final int LENGTH = 2 * WRITE + 5_000;

  private final List<String> log = new ArrayList<>();
  private final DepartingBody body =
      new DepartingBody(List.of(ByteBuffer.allocate(LENGTH)), LENGTH, () -> log.add("departed"));

  @Test
  void noMoreIsHandedOverThanIsAskedFor() {
    Connection connection = connect(0);
    assertThat(log, is(empty()));
    connection.ask(1);
    assertThat(log, contains("65536"));
    connection.ask(1);
    assertThat(log, contains("65536", "65536"));
  }

  @Test
  void itHasDepartedWhenTheLastByteIsHandedOver() {
    connect(0).ask(3);
    assertThat(log, contains("65536", "65536", "5000", "complete", "departed"));
  }

  @Test
  void whoAsksForMoreThanThereIsGetsAllOfItAndIsToldTheEndOnce() {
    Connection connection = connect(0);
    connection.ask(Long.MAX_VALUE);
    connection.ask(Long.MAX_VALUE);
    assertThat(log, contains("65536", "65536", "5000", "complete", "departed"));
  }

  @Test
  void aPartThatIsAskedForWhileAnotherIsHandedOverComesAfterIt() {
    connect(1).ask(1);
    assertThat(log, contains("65536", "65536", "5000", "complete", "departed"));
  }

  @Test
  void whatWasHungUpOnIsNotHandedOverAndHasNotDeparted() {
    Connection connection = connect(0);
    connection.ask(1);
    connection.hangUp();
    connection.ask(5);
    assertThat(log, contains("65536"));
  }

  @Test
  void anotherConnectionGetsTheWholeBody() {
    Connection first = connect(0);
    first.ask(1);
    first.hangUp();
    log.clear();
    connect(0).ask(3);
    assertThat(log, contains("65536", "65536", "5000", "complete", "departed"));
  }

  @Test
  void askingForNothingIsAnError() {
    Connection connection = connect(0);
    connection.ask(0);
    connection.ask(1);
    assertThat(log, contains("IllegalArgumentException"));
  }

  private Connection connect(int asksAgain) {
    Connection connection = new Connection(asksAgain);
    body.subscribe(connection);
    return connection;
  }

  /** Writes down what it is given; asks for so many more each time, while it is given one. */
  private final class Connection implements Flow.Subscriber<ByteBuffer> {
    private final int asksAgain;
    private Flow.@Nullable Subscription subscription;
    private boolean busy;

    private Connection(int asksAgain) {
      this.asksAgain = asksAgain;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      this.subscription = subscription;
    }

    void ask(long parts) {
      if (subscription != null) {
        subscription.request(parts);
      }
    }

    void hangUp() {
      if (subscription != null) {
        subscription.cancel();
      }
    }

    @Override
    public void onNext(ByteBuffer part) {
      assertThat("one part at a time", busy, is(false));
      busy = true;
      if (asksAgain > 0) {
        ask(asksAgain);
      }
      log.add(String.valueOf(part.remaining()));
      busy = false;
    }

    @Override
    public void onError(Throwable thrown) {
      log.add(thrown.getClass().getSimpleName());
    }

    @Override
    public void onComplete() {
      log.add("complete");
    }
  }
}
