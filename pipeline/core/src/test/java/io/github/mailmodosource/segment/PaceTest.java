package io.github.mailmodosource.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mailmodosource.event.TrackEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pace of all senders of a job together, by the clock of the server. */
@Timeout(60)
class PaceTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** The machine may be busy with something else; it will not be three times in a row. */
  private static final int ROUNDS = 3;

  /** A server that has served before answers at once; ours must not begin with loading classes. */
  @BeforeAll
  static void warmUp() throws Exception {
    arrivals(2, 10, 200, 1, "--requestsPerSecond=500");
  }

  @ParameterizedTest(name = "{0} senders, answers after {1} ms, {2} requests/s")
  @CsvSource({
    "1, 0, 200", "1, 50, 50", "1, 300, 50",
    "2, 0, 50", "2, 50, 200", "2, 300, 50",
    "4, 0, 200", "4, 50, 200", "4, 300, 50"
  })
  void requestsKeepTheRateAndUseIt(int senders, int latencyMillis, int rate) throws Exception {
    double best = 0;
    for (int round = 0; round < ROUNDS && best < 0.95 * rate; round++) {
      Arrivals arrivals =
          arrivals(senders, latencyMillis, 3 * rate / 2 + 20, 1, "--requestsPerSecond=" + rate);
      assertTrue(arrivals.mostInASecond() <= rate + 1, arrivals::toString);
      best = Math.max(best, arrivals.perSecond());
    }
    assertTrue(best >= 0.95 * rate, "no more than " + best + " requests per second of " + rate);
  }

  @Test
  void eventsKeepTheRateAndUseIt() throws Exception {
    double best = 0;
    for (int round = 0; round < ROUNDS && best < 950; round++) {
      Arrivals arrivals = arrivals(2, 20, 21, 100, "--eventsPerSecond=1000");
      assertTrue(arrivals.mostInASecond() <= 11, "1,000 events and one request more");
      best = Math.max(best, 100 * arrivals.perSecond());
    }
    assertTrue(best >= 950, "no more than " + best + " events per second of 1000");
  }

  @Test
  void lessThanOneRequestPerSecondIsKeptToo() throws Exception {
    Arrivals arrivals = arrivals(2, 0, 3, 1, "--requestsPerSecond=0.8");

    assertEquals(1, arrivals.mostInASecond());
  }

  @Test
  void a429SlowsTheWholeJobNotOneSender() throws Exception {
    try (FaultServer server = FaultServer.start(Fault.retryAfter(429, "2"))) {
      sendFrom(4, server, 40, 1, "--requestsPerSecond=100");

      List<Long> arrivals = sorted(server);
      long pauseBegan = arrivals.get(0) + TimeUnit.MILLISECONDS.toNanos(200);
      long pauseEnded = arrivals.get(0) + 2 * SECOND;
      assertEquals(0, arrivals.stream().filter(at -> at > pauseBegan && at < pauseEnded).count());
      assertEquals(41, arrivals.size());
      Arrivals all = new Arrivals(arrivals, TimeUnit.MILLISECONDS.toNanos(100));
      assertTrue(all.mostInASecond() <= 101, "no burst after the pause");
    }
  }

  @Test
  void aQuietWhileIsNoLicenceForABurst() throws Exception {
    Pace pace = new Pace(20, 0);
    leave(pace);
    Thread.sleep(500);
    long start = System.nanoTime();
    for (int i = 0; i < 4; i++) {
      leave(pace);
    }

    assertTrue(System.nanoTime() - start >= 3 * SECOND / 20);
  }

  @Test
  void aRequestThatHasNotLeftStandsInTheWay() throws Exception {
    Pace pace = new Pace(1, 0);
    Deadline soon = Deadline.in(Duration.ofMillis(1_500));
    pace.await(1, soon);
    leave(pace);

    assertEquals(null, pace.await(1, Deadline.in(Duration.ofMillis(500))));
  }

  @Test
  void nobodyWaitsBeyondTheDeadline() throws Exception {
    Pace pace = new Pace(0, 0);
    pace.pauseFor(Duration.ofSeconds(30));
    long start = System.nanoTime();

    assertEquals(null, pace.await(1, Deadline.in(Duration.ofMillis(300))));
    assertTrue(System.nanoTime() - start < SECOND);
  }

  private static void leave(Pace pace) throws InterruptedException {
    Pace.Turn turn = pace.await(1, Deadline.never());
    if (turn != null) {
      turn.left();
    }
  }

  private static Arrivals arrivals(
      int senders, int latencyMillis, int batches, int batchEvents, String pace) throws Exception {
    try (FaultServer server =
            FaultServer.start()
                .answering(request -> Fault.acceptAfter(Duration.ofMillis(latencyMillis)));
        Stalls stalls = Stalls.watch()) {
      sendFrom(senders, server, batches, batchEvents, pace);
      assertEquals(batches, server.requests().size());
      return new Arrivals(sorted(server), stalls.longestNanos());
    }
  }

  private static void sendFrom(
      int senders, FaultServer server, int batches, int batchEvents, String pace)
      throws InterruptedException, ExecutionException {
    SegmentSettings settings = Sending.settings(server.address(), pace);
    String job = "pace-" + UUID.randomUUID();
    List<TrackEvent> batch = Events.some(batchEvents);
    ExecutorService threads = Executors.newFixedThreadPool(senders);
    try {
      List<Future<List<Delivered>>> all = new ArrayList<>();
      for (int sender = 0; sender < senders; sender++) {
        int share = batches / senders + (sender < batches % senders ? 1 : 0);
        all.add(
            threads.submit(() -> Sending.send(settings, job, Collections.nCopies(share, batch))));
      }
      for (Future<List<Delivered>> sender : all) {
        sender.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Long> sorted(FaultServer server) {
    return server.requests().stream().map(FaultServer.Request::arrivedNanos).sorted().toList();
  }

  /**
   * When requests arrived.
   *
   * @param nanos in their order
   * @param lateNanos by how much the server may have noted one too late
   */
  private record Arrivals(List<Long> nanos, long lateNanos) {

    /** Of what surely was within one second: a request that was noted late came before that. */
    private int mostInASecond() {
      int most = 0;
      int first = 0;
      for (int last = 0; last < nanos.size(); last++) {
        while (nanos.get(last) - nanos.get(first) > SECOND - lateNanos) {
          first++;
        }
        most = Math.max(most, last - first + 1);
      }
      return most;
    }

    private double perSecond() {
      return (nanos.size() - 1) * (double) SECOND / (nanos.get(nanos.size() - 1) - nanos.get(0));
    }

    @Override
    public String toString() {
      return mostInASecond()
          + " requests within a second, to "
          + TimeUnit.NANOSECONDS.toMillis(lateNanos)
          + " ms";
    }
  }
}
