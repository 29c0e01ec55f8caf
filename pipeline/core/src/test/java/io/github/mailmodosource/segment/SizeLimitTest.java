package io.github.mailmodosource.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mailmodosource.event.TrackEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "The size that passed a 413 is kept for the job", and grows again carefully. */
@Timeout(60)
class SizeLimitTest {
  private static final int UNLIMITED = 475_000;

  /** A proxy in front of Segment that takes so many bytes, as they are on the wire. */
  private static final class SmallProxy implements AutoCloseable {
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final FaultServer server;

    private SmallProxy(int bytes) {
      most.set(bytes);
      server =
          FaultServer.start()
              .answering(
                  request -> {
                    if (wireBytes(request) <= most.get()) {
                      return Fault.accept();
                    }
                    refusals.incrementAndGet();
                    return Fault.status(413, "", "<html>413 Request Entity Too Large</html>");
                  });
    }

    static int wireBytes(FaultServer.Request request) {
      return Integer.parseInt(request.headers().getOrDefault("content-length", "0"));
    }

    private int requests() {
      return server.requests().size();
    }

    @Override
    public void close() {
      server.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip"})
  void thousandEventsAreRefusedOnlyWhileTheLimitIsSearched(String compression) throws Exception {
    // About 120 bytes an event; uncompressed, an eighth of the batch passes.
    List<TrackEvent> events = Events.some(1_000);
    try (SmallProxy proxy = new SmallProxy(compression.equals("none") ? 16_000 : 1_500)) {
      Delivered delivered =
          Sending.sendOne(
              Sending.settings(proxy.server.address(), "--compression=" + compression), events);

      DeliveryTest.assertCounts(delivered, 1_000, 0);
      assertEquals(Events.ids(events), proxy.server.accepted());
      assertTrue(proxy.refusals.get() > 0, "the fault bit");
      assertTrue(proxy.refusals.get() <= 5, () -> proxy.refusals + " refusals");
      assertTrue(proxy.requests() <= 22, () -> proxy.requests() + " requests");
    }
  }

  @Test
  void laterBatchesAreCutBeforeTheyAreSent() throws Exception {
    try (SmallProxy proxy = new SmallProxy(16_000)) {
      SegmentSettings settings =
          Sending.settings(proxy.server.address(), "--compression=none", "--maxInFlight=1");
      List<List<TrackEvent>> batches = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        batches.add(Events.some(1_000));
      }

      for (Delivered delivered : Sending.send(settings, batches)) {
        DeliveryTest.assertCounts(delivered, 1_000, 0);
      }

      // Half of what passes is a waste; each careful step up that fails costs a request.
      assertTrue(proxy.refusals.get() <= 8, () -> proxy.refusals + " refusals");
      assertTrue(proxy.requests() <= 50 * 12, () -> proxy.requests() + " requests");
    }
  }

  /** A runner may end one sender of a job before it begins the next. */
  @Test
  void aSenderThatComesLateKnowsTheSizeToo() throws Exception {
    try (SmallProxy proxy = new SmallProxy(16_000)) {
      SegmentSettings settings = Sending.settings(proxy.server.address(), "--compression=none");
      String job = "late-sender";
      Sending.send(settings, job, List.of(Events.some(1_000)));
      int before = proxy.refusals.get();
      assertTrue(before > 0, "the fault bit");

      Sending.send(settings, job, List.of(Events.some(500)));

      assertEquals(before, proxy.refusals.get());
    }
  }

  @Test
  void aLimitThatIsLiftedIsForgottenInTime() throws Exception {
    try (SmallProxy proxy = new SmallProxy(16_000)) {
      SegmentSettings settings =
          Sending.settings(proxy.server.address(), "--compression=none", "--maxInFlight=1");
      List<List<TrackEvent>> batches = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        batches.add(Events.some(1_000));
      }
      SegmentWorker worker = SegmentWorker.acquire("lifted", settings);
      worker.await(worker.submit(batches.get(0)));
      proxy.most.set(1_000_000);
      for (List<TrackEvent> batch : batches) {
        worker.await(worker.submit(batch));
      }
      int before = proxy.requests();

      worker.await(worker.submit(batches.get(0)));

      assertEquals(1, proxy.requests() - before, "all at once again");
      SegmentWorker.release("lifted");
    }
  }

  @Test
  void anEventThatIsTooLargeAloneMakesNoLimitForOthers() throws Exception {
    try (SmallProxy proxy = new SmallProxy(20_000)) {
      List<TrackEvent> events = new ArrayList<>(Events.some(60));
      events.add(30, Events.event("large", 25_000));
      SegmentSettings settings =
          Sending.settings(proxy.server.address(), "--compression=none", "--maxInFlight=1");

      List<Delivered> delivered =
          Sending.send(settings, List.of(events, Events.some(60), Events.some(60)));

      DeliveryTest.assertCounts(delivered.get(0), 60, 1);
      assertEquals("large", delivered.get(0).refused().get(0).event().messageId());
      assertEquals(1, delivered.get(1).requests(), "7 KB pass as they did before");
      assertEquals(1, delivered.get(2).requests());
    }
  }

  @Test
  void aFaultIsFoundWithinWhatPasses() throws Exception {
    try (SmallProxy proxy = new SmallProxy(16_000)) {
      proxy.server.answering(
          request -> {
            if (SmallProxy.wireBytes(request) > 16_000) {
              proxy.refusals.incrementAndGet();
              return Fault.status(413);
            }
            return request.ids().contains("e-642") ? Fault.status(400) : Fault.accept();
          });

      Delivered delivered =
          Sending.sendOne(
              Sending.settings(proxy.server.address(), "--compression=none"), Events.some(1_000));

      DeliveryTest.assertCounts(delivered, 999, 1);
      assertTrue(proxy.refusals.get() > 0 && proxy.refusals.get() <= 5);
      assertTrue(proxy.requests() <= 22 + 12, () -> proxy.requests() + " requests");
    }
  }

  @Test
  void aLimitThatHasGrownTooFarComesBackAndGrowsLaterAgain() {
    SizeLimit limit = new SizeLimit(UNLIMITED);
    limit.refused(100_000, null);
    assertEquals(56_250, limit.bytes());
    for (int needed : List.of(16, 64, 256)) {
      for (int i = 0; i < needed; i++) {
        assertEquals(56_250, limit.bytes());
        limit.passed(56_250);
      }
      assertEquals(70_312, limit.bytes());
      limit.refused(70_312, null);
    }
    assertEquals(56_250, limit.bytes());
  }

  @Test
  void whatLeftBeforeTheLimitWasKnownDoesNotLowerItAgain() {
    SizeLimit limit = new SizeLimit(UNLIMITED);
    for (int i = 0; i < 30; i++) {
      limit.refused(100_000, null);
    }
    assertEquals(56_250, limit.bytes());
  }

  @Test
  void aLimitIsTakenBackOnlyAsFarAsNobodyElseHasLoweredIt() {
    SizeLimit limit = new SizeLimit(UNLIMITED);
    SizeLimit.Lowering mine = lowering(limit.refused(100_000, null));
    mine = lowering(limit.refused(50_000, mine));
    limit.takeBack(mine);
    assertEquals(Long.MAX_VALUE, limit.bytes());

    mine = lowering(limit.refused(100_000, null));
    limit.refused(40_000, null);
    limit.takeBack(mine);
    assertEquals(22_500, limit.bytes());
  }

  private static SizeLimit.Lowering lowering(SizeLimit.@Nullable Lowering lowering) {
    return Objects.requireNonNull(lowering);
  }
}
