package io.github.mailmodosource.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.metrics.ProcessCounts;
import io.github.mailmodosource.metrics.RequestCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the senders of a job share: the requests in flight, and the end. */
@Timeout(20)
class SegmentWorkerTest {
  private static final List<TrackEvent> BATCH = Events.some(2);

  @Test
  void anAnswerThatStopsTheJobStopsWhatIsInFlightAtOnce() throws Exception {
    try (FaultServer server =
        FaultServer.start(Fault.hang(), Fault.status(503), Fault.hang())
            .answering(request -> Fault.status(401))) {
      SegmentSettings settings = Sending.settings(server.address(), "--maxInFlight=4");
      long start = System.nanoTime();

      assertThrows(
          JobStoppedException.class, () -> Sending.send(settings, Collections.nCopies(100, BATCH)));

      assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(5));
      int requests = server.requests().size();
      assertTrue(requests <= 6, () -> requests + " requests of 100 batches");
      Thread.sleep(700);
      assertEquals(requests, server.requests().size(), "requests came after the end");
    }
  }

  @Test
  void whatIsAcceptedWhileTheJobIsStoppedIsCountedAsSent() throws Exception {
    CountDownLatch stopped = new CountDownLatch(1);
    AtomicInteger arrived = new AtomicInteger();
    try (FaultServer server =
        FaultServer.start()
            .answering(
                request ->
                    (fault, one, connection) -> {
                      if (arrived.incrementAndGet() == 8) {
                        stopped.countDown();
                        return Fault.status(401).act(fault, one, connection);
                      }
                      stopped.await();
                      return Fault.acceptAfter(Duration.ofMillis(500)).act(fault, one, connection);
                    })) {
      ProcessCounts.clear();
      SegmentSettings settings = Sending.settings(server.address(), "--maxInFlight=8");
      List<List<TrackEvent>> batches =
          IntStream.range(0, 20).mapToObj(i -> List.of(Events.event("e-" + i, 0))).toList();

      assertThrows(JobStoppedException.class, () -> Sending.send(settings, batches));

      assertEquals(7, server.accepted().size());
      assertEquals(Map.of("SENT/Email Sent", 7L), ProcessCounts.in("funnel"));
      assertEquals(8, ProcessCounts.in("delivery").get("requests"));
    }
  }

  @Test
  void whatABatchHadSentBeforeItStoppedTheJobIsCounted() throws Exception {
    try (FaultServer server =
        FaultServer.start(Fault.status(400), Fault.accept(), Fault.status(401))) {
      ProcessCounts.clear();
      SegmentSettings settings = Sending.settings(server.address());

      assertThrows(
          JobStoppedException.class, () -> Sending.send(settings, List.of(Events.some(8))));

      assertEquals(4, server.accepted().size());
      assertEquals(Map.of("SENT/Email Sent", 4L), ProcessCounts.in("funnel"));
    }
  }

  /** Other counters hear of a batch when it is over, which may take hours. */
  @Test
  void requestsAreCountedWhileTheirBatchIsStillTried() throws Exception {
    String job = "still tried";
    try (FaultServer server =
        FaultServer.start(Fault.retryAfter(429, "1"), Fault.status(503), Fault.hang())) {
      SegmentWorker worker = SegmentWorker.acquire(job, Sending.settings(server.address()));
      Future<Delivered> batch = worker.submit(BATCH);
      while (server.requests().size() < 3) {
        Thread.sleep(10);
      }
      RequestCounts.Counts counts = RequestCounts.of(job).counts();
      SegmentWorker.release(job);

      assertTrue(!batch.isDone() || batch.isCancelled());
      assertEquals(2, counts.requests());
      assertEquals(1, counts.retries());
      assertEquals(1, counts.throttled());
      assertTrue(counts.bytes() > 0);
      assertEquals(1.0, counts.throttledSeconds(), 0.001);
      assertNotNull(counts.lastRequest());
      assertNull(counts.lastAccepted());
    }
  }

  @Test
  void everyBatchInFlightTellsWhyTheJobWasStopped() throws Exception {
    try (FaultServer server = FaultServer.start(Fault.hang(), Fault.hang(), Fault.status(403))) {
      SegmentWorker worker = SegmentWorker.acquire("all-told", Sending.settings(server.address()));
      List<Future<Delivered>> batches = new ArrayList<>();
      batches.add(worker.submit(BATCH));
      batches.add(worker.submit(BATCH));
      Thread.sleep(300);
      batches.add(worker.submit(BATCH));

      for (Future<Delivered> batch : batches) {
        JobStoppedException stopped =
            assertThrows(JobStoppedException.class, () -> worker.await(batch));
        assertTrue(String.valueOf(stopped.getMessage()).contains("answered 403"));
      }
      SegmentWorker.release("all-told");
    }
  }

  @Test
  void aSenderThatIsMadeAfterTheEndSendsNothing() {
    try (FaultServer server = FaultServer.start(Fault.status(404))) {
      SegmentSettings settings = Sending.settings(server.address());
      String job = "tried-again";
      List<List<TrackEvent>> batches = List.of(BATCH);

      assertThrows(JobStoppedException.class, () -> Sending.send(settings, job, batches));
      assertThrows(JobStoppedException.class, () -> Sending.send(settings, job, batches));

      assertEquals(1, server.requests().size());
    }
  }

  @Test
  void aStopFromOutsideIsAsAnAnswerThatStopsTheJob() throws Exception {
    try (FaultServer server = FaultServer.start(Fault.accept(), Fault.hang())) {
      SegmentSettings settings = Sending.settings(server.address());
      SegmentWorker worker = SegmentWorker.acquire("stopped-from-outside", settings);
      Future<Delivered> answered = worker.submit(BATCH);
      assertEquals(1, worker.await(answered).requests());
      Future<Delivered> hanging = worker.submit(BATCH);

      SegmentSink.stop("stopped-from-outside", "stopped by hand");

      JobStoppedException stopped =
          assertThrows(JobStoppedException.class, () -> worker.await(hanging));
      assertEquals("stopped by hand", stopped.getMessage());
      assertThrows(JobStoppedException.class, () -> worker.submit(BATCH));
      SegmentWorker.release("stopped-from-outside");
    }
  }

  @Test
  void aJobThatWasStoppedBeforeItsFirstSenderSendsNothing() {
    try (FaultServer server = FaultServer.start()) {
      SegmentSink.stop("stopped-before", "stopped by hand");
      assertThrows(
          JobStoppedException.class,
          () -> Sending.send(Sending.settings(server.address()), "stopped-before", List.of(BATCH)));
      assertEquals(0, server.requests().size());
    }
  }

  @Test
  void noMoreRequestsAreUnderWayThanAllowedHoweverManySendersThereAre() throws Exception {
    AtomicInteger underWay = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (FaultServer server =
        FaultServer.start()
            .answering(
                request ->
                    (fault, one, connection) -> {
                      most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                      Thread.sleep(30);
                      underWay.decrementAndGet();
                      return Fault.acceptAfter(Duration.ZERO).act(fault, one, connection);
                    })) {
      SegmentSettings settings = Sending.settings(server.address(), "--maxInFlight=3");
      List<Thread> senders = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        senders.add(
            new Thread(
                () -> {
                  try {
                    Sending.send(settings, "three-senders", Collections.nCopies(8, BATCH));
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                }));
      }
      senders.forEach(Thread::start);
      for (Thread sender : senders) {
        sender.join();
      }

      assertEquals(24, server.requests().size());
      assertEquals(3, most.get());
    }
  }

  /**
   * "Bound the whole job": Flink may end one sender before another has its first batch. At ten
   * events a second, twenty take two seconds of the next one's time.
   */
  @Test
  void thePaceOfASenderThatEndedHoldsForTheOneThatFollows() throws Exception {
    List<TrackEvent> twenty = Events.some(20);
    try (FaultServer server = FaultServer.start()) {
      SegmentSettings settings = Sending.settings(server.address(), "--eventsPerSecond=10");

      Sending.send(settings, "one-after-the-other", List.of(twenty));
      Sending.send(settings, "one-after-the-other", List.of(twenty));

      List<FaultServer.Request> requests = server.requests();
      assertEquals(2, requests.size());
      long between = requests.get(1).arrivedNanos() - requests.get(0).arrivedNanos();
      assertTrue(between >= Duration.ofMillis(1_990).toNanos(), () -> between + " ns");
    }
  }

  /** "No more than the rate plus one request in any second", though twelve senders follow. */
  @Test
  void manySendersThatFollowEachOtherKeepToTheRate() throws Exception {
    try (FaultServer server = FaultServer.start()) {
      SegmentSettings settings = Sending.settings(server.address(), "--requestsPerSecond=4");

      for (int sender = 0; sender < 12; sender++) {
        Sending.send(settings, "many-followers", List.of(BATCH));
      }

      List<Long> arrived =
          server.requests().stream().map(FaultServer.Request::arrivedNanos).sorted().toList();
      assertEquals(12, arrived.size());
      for (int i = 0; i + 5 < arrived.size(); i++) {
        long six = arrived.get(i + 5) - arrived.get(i);
        assertTrue(
            six >= Duration.ofSeconds(1).toNanos(), () -> "6 requests within " + six + " ns");
      }
    }
  }

  /** "Retry-After slows every worker, not one": one that comes later, too. */
  @Test
  void aPauseThatSegmentAskedForHoldsForTheSenderThatFollows() throws Exception {
    try (FaultServer server = FaultServer.start(Fault.retryAfter(429, "2"))) {
      SegmentSettings settings = Sending.settings(server.address(), "--retryFor=0s");

      Sending.send(settings, "paused", List.of(BATCH));
      Sending.send(settings, "paused", List.of(BATCH));

      List<FaultServer.Request> requests = server.requests();
      assertEquals(2, requests.size());
      long between = requests.get(1).arrivedNanos() - requests.get(0).arrivedNanos();
      assertTrue(between >= Duration.ofMillis(1_990).toNanos(), () -> between + " ns");
    }
  }

  /** Many jobs in one process, as in a cluster's session: nothing of them runs on. */
  @Test
  void nothingRunsOnWhenTheLastSenderHasEnded() throws Exception {
    Set<Thread> before = threadsThatSend();
    try (FaultServer server = FaultServer.start()) {
      for (int job = 0; job < 20; job++) {
        Sending.send(Sending.settings(server.address()), List.of(BATCH, BATCH));
      }
    }
    Set<Thread> left = threadsThatSend();
    left.removeAll(before);
    while (!left.isEmpty()) {
      // Java's client ends its thread when nobody holds the client any more.
      System.gc();
      Thread.sleep(100);
      left.removeIf(thread -> !thread.isAlive());
    }
  }

  private static Set<Thread> threadsThatSend() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("segment-.*|HttpClient-.*-SelectorManager"))
        .collect(Collectors.toCollection(HashSet::new));
  }

  @Test
  void anInterruptEndsAWaitAtOnce() throws Exception {
    try (FaultServer server = FaultServer.start().answering(request -> Fault.status(503))) {
      SegmentSettings settings = Sending.settings(server.address(), "--maxInFlight=1");
      Thread sender =
          new Thread(
              () ->
                  assertThrows(
                      InterruptedException.class,
                      () -> Sending.send(settings, Collections.nCopies(5, BATCH))));
      sender.start();
      Thread.sleep(300);

      sender.interrupt();
      sender.join(TimeUnit.SECONDS.toMillis(2));

      assertTrue(!sender.isAlive());
      Thread.sleep(200);
      int requests = server.requests().size();
      Thread.sleep(1_500);
      assertEquals(requests, server.requests().size(), "nobody is left who tries again");
    }
  }

  @Test
  void nothingKeepsTheProcessAlive() throws Exception {
    try (FaultServer server = FaultServer.start()) {
      SegmentWorker worker = SegmentWorker.acquire("left-open", Sending.settings(server.address()));
      worker.await(worker.submit(BATCH));

      assertTrue(
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getName().matches("segment-.*|HttpClient-.*"))
              .allMatch(Thread::isDaemon));
      SegmentWorker.release("left-open");
    }
  }

  @Test
  void aMistakeOfOursFailsLoudly() throws Exception {
    try (FaultServer server = FaultServer.start()) {
      SegmentWorker worker = SegmentWorker.acquire("mistake", Sending.settings(server.address()));
      List<TrackEvent> broken = new ArrayList<>(BATCH);
      broken.add(null);

      assertThrows(NullPointerException.class, () -> worker.await(worker.submit(broken)));
      SegmentWorker.release("mistake");
    }
  }

  /** What a bundle took is waited for, and holds up the next checkpoint. */
  @Test
  void inARunWithoutEndABatchIsTakenWhenItsTurnHasCome() throws Exception {
    try (FaultServer server = FaultServer.start()) {
      SegmentSettings settings =
          Sending.settings(server.address(), "--eventsPerSecond=4", "--maxInFlight=32").toBuilder()
              .unbounded(true)
              .build();
      SegmentWorker worker = SegmentWorker.acquire("turns", settings);
      try {
        List<Future<Delivered>> batches = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          int taken = batches.size();
          batches.add(worker.submit(BATCH));
          // All that were taken before it have left, or are just about to.
          assertTrue(server.requests().size() >= taken - 1, () -> taken + " were taken");
        }
        for (Future<Delivered> batch : batches) {
          DeliveryTest.assertCounts(worker.await(batch), 2, 0);
        }
      } finally {
        SegmentWorker.release("turns");
      }
    }
  }

  @Test
  void whoWaitsForATurnIsWokenWhenTheJobIsStopped() throws Exception {
    try (FaultServer server =
        FaultServer.start().answering(request -> Fault.retryAfter(429, "300"))) {
      SegmentSettings settings =
          Sending.settings(server.address()).toBuilder().unbounded(true).build();
      SegmentWorker worker = SegmentWorker.acquire("woken", settings);
      try {
        Future<Delivered> first = worker.submit(BATCH);
        while (server.requests().isEmpty()) {
          Thread.sleep(10);
        }
        // Everybody waits along for those 300 seconds.
        Thread.sleep(200);
        Thread stop = new Thread(() -> SegmentWorker.stop("woken", "enough"));
        stop.start();
        assertThrows(JobStoppedException.class, () -> worker.await(worker.submit(BATCH)));
        assertThrows(JobStoppedException.class, () -> worker.await(first));
        stop.join();
      } finally {
        SegmentWorker.release("woken");
      }
    }
  }
}
