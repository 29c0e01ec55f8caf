package io.github.mailmodosource.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mailmodosource.deadletter.Reason;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.failure.JobStoppedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "Where nothing has got through for --retryFor, what is left is not tried batch by batch." */
@Timeout(60)
class OutageLimitTest {
  private static final List<TrackEvent> BATCH = Events.some(2);
  private static final String LINE =
      "nothing has got through to %s/v1/batch since 20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ, for as long as --retryFor allows"
          + " \\(1 s\\): %s; %s sent before; the same command sends everything again, under the same ids";

  @Test
  void whereNobodyAnswersTheJobStopsHoweverManyBatchesThereAre() {
    FaultServer gone = FaultServer.start();
    gone.close();

    // One after the other they would take 100 times as long, and this test's time is out.
    assertStops(gone, "connection refused", "0 events were", 100, "--maxInFlight=1");
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503, 408, 410, 429, 460})
  void anAnswerThatIsToBeRetriedGetsNothingThrough(int status) {
    try (FaultServer server = FaultServer.start().answering(request -> Fault.status(status))) {
      assertStops(server, "HTTP " + status, "0 events were", 100, "--maxInFlight=4");
    }
  }

  @Test
  void aSuccessThatNobodyUnderstandsGetsNothingThrough() {
    try (FaultServer server =
        FaultServer.start()
            .answering(request -> Fault.status(200, "", "Ingestion: invalid secret"))) {
      assertStops(server, "HTTP 200: Ingestion: invalid secret", "0 events were", 100);
    }
  }

  @Test
  void whoWaitsForAPauseIsNotWaitedFor() {
    try (FaultServer server =
        FaultServer.start().answering(request -> Fault.retryAfter(503, "300"))) {
      assertStops(server, "HTTP 503", "0 events were", 100);
    }
  }

  @Test
  void aRequestThatHangsIsNotWaitedFor() {
    try (FaultServer server =
        FaultServer.start(Fault.status(503)).answering(request -> Fault.hang())) {
      assertStops(server, "HTTP 503", "0 events were", 100, "--maxInFlight=2", "--readTimeout=1h");
    }
  }

  @Test
  void theLineSaysHowManyWereSentBefore() {
    try (FaultServer server =
        FaultServer.start(Fault.accept(), Fault.accept(), Fault.accept())
            .answering(request -> Fault.status(503))) {
      assertStops(server, "HTTP 503", "6 events were", 100, "--maxInFlight=1");
    }
  }

  @Test
  void theTimeCountsAnewFromEveryAnswerThatIsNotToBeRetried() throws Exception {
    // Longer than --retryFor in all, but never without an answer for as long.
    try (FaultServer server =
        FaultServer.start()
            .answering(
                request -> {
                  boolean refused = request.ids().contains("refused");
                  return refused ? Fault.status(422) : Fault.status(503);
                })) {
      SegmentSettings settings = Sending.settings(server.address(), "--retryFor=2s");
      String job = "anew-" + UUID.randomUUID();
      SegmentWorker worker = SegmentWorker.acquire(job, settings);
      try {
        Future<Delivered> batch = worker.submit(BATCH);
        while (!batch.isDone()) {
          worker.await(worker.submit(List.of(Events.event("refused", 0))));
          Thread.sleep(200);
        }

        Delivered delivered = worker.await(batch);
        assertEquals(2, delivered.refused().size());
        for (Delivered.Refused refused : delivered.refused()) {
          assertEquals(Reason.SEGMENT_UNAVAILABLE, refused.reason());
        }

        // Nothing is sent for a while, as where rows come slowly: that is no outage.
        Thread.sleep(2_500);
        worker.await(worker.submit(List.of(Events.event("refused", 0))));
      } finally {
        SegmentWorker.release(job);
      }
    }
  }

  @Test
  void withoutTimeForRetriesEveryBatchHasItsOneAttemptAndIsALetter() throws Exception {
    try (FaultServer server = FaultServer.start().answering(request -> Fault.status(503))) {
      SegmentSettings settings = Sending.settings(server.address(), "--retryFor=0s");

      List<Delivered> delivered = Sending.send(settings, Collections.nCopies(60, BATCH));

      assertEquals(60, server.requests().size());
      for (Delivered batch : delivered) {
        DeliveryTest.assertCounts(batch, 0, 2);
      }
    }
  }

  /** "An outage of Segment for hours … ends in dead letters only after --retryFor." */
  @Test
  void aRunWithoutEndIsNotStoppedAndEachBatchHasItsTime() throws Exception {
    try (FaultServer server = FaultServer.start().answering(request -> Fault.status(503))) {
      SegmentSettings settings =
          Sending.settings(server.address(), "--retryFor=1s").toBuilder().unbounded(true).build();

      for (Delivered batch : Sending.send(settings, Collections.nCopies(40, BATCH))) {
        DeliveryTest.assertCounts(batch, 0, 2);
        assertEquals(Reason.SEGMENT_UNAVAILABLE, batch.refused().get(0).reason());
      }
    }
  }

  /** "In streaming by default without end." */
  @Test
  void aRunWithoutEndWaitsUntilSegmentIsBack() throws Exception {
    try (FaultServer server =
        FaultServer.start(Fault.status(503), Fault.resetAfterTheBody(), Fault.status(500))) {
      SegmentSettings settings =
          Sending.settings(server.address()).toBuilder().unbounded(true).build();

      DeliveryTest.assertCounts(Sending.sendOne(settings, BATCH), 2, 0);
      assertEquals(4, server.requests().size());
    }
  }

  private static void assertStops(
      FaultServer server, String lastAnswer, String sent, int batches, String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--retryFor=1s");
    SegmentSettings settings = Sending.settings(server.address(), all.toArray(String[]::new));

    JobStoppedException stopped =
        assertThrows(
            JobStoppedException.class,
            () -> Sending.send(settings, Collections.nCopies(batches, BATCH)));

    String line = String.valueOf(stopped.getMessage());
    assertTrue(line.matches(LINE.formatted(server.address(), lastAnswer, sent)), line);
  }
}
