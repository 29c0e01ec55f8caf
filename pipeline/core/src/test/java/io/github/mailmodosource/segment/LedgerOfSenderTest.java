package io.github.mailmodosource.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.ledger.LedgerFolder;
import io.github.mailmodosource.ledger.LedgerKey;
import io.github.mailmodosource.metrics.ProcessCounts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Segment accepted before a stop is not sent again. */
@Timeout(30)
class LedgerOfSenderTest {
  @TempDir Path folder;

  @Test
  void aRunThatWasStoppedSendsOnlyTheRestAndCountsAllAsSent() throws Exception {
    List<List<TrackEvent>> batches = batches(10, 3);
    try (FaultServer server =
        FaultServer.start(
            Fault.accept(), Fault.accept(), Fault.accept(), Fault.accept(), Fault.status(401))) {
      SegmentSettings settings = withLedger(server, "maxInFlight=1");
      assertThrows(JobStoppedException.class, () -> Sending.send(settings, batches));
      Set<String> before = server.accepted();
      assertEquals(12, before.size());

      ProcessCounts.clear();
      Sending.send(settings, batches);

      List<String> again =
          server.requests().stream().skip(5).flatMap(r -> r.ids().stream()).toList();
      assertEquals(18, again.size());
      assertTrue(again.stream().noneMatch(before::contains));
      assertEquals(Map.of("SENT/Email Sent", 30L), ProcessCounts.in("funnel"));
      assertEquals(12, ProcessCounts.in("delivery").get("resumed"));
      assertEquals(6, ProcessCounts.in("delivery").get("requests"));
    }
  }

  @Test
  void whatIsAcceptedWhileTheJobIsStoppedIsWrittenDown() throws Exception {
    List<List<TrackEvent>> batches = batches(40, 1);
    try (FaultServer server =
        FaultServer.start()
            .answering(
                request ->
                    request.ids().contains("e-20-0")
                        ? Fault.status(401)
                        : Fault.acceptAfter(Duration.ofMillis(200)))) {
      SegmentSettings settings = withLedger(server, "maxInFlight=8");
      assertThrows(JobStoppedException.class, () -> Sending.send(settings, batches));
      int requests = server.requests().size();
      Set<String> before = server.accepted();
      server.answering(request -> Fault.accept());

      Sending.send(settings, batches);

      List<String> again =
          server.requests().stream().skip(requests).flatMap(r -> r.ids().stream()).toList();
      assertEquals(40 - before.size(), again.size());
      assertTrue(again.stream().noneMatch(before::contains));
    }
  }

  /** So that a process that is killed then has no more in doubt than what is in flight. */
  @Test
  void aBatchIsWrittenDownBeforeTheNextOneTakesItsPlace() throws Exception {
    List<Long> written = new ArrayList<>();
    try (FaultServer server = FaultServer.start()) {
      LedgerKey key = LedgerKey.of(Sending.WRITE_KEY, server.address() + "/v1/batch");
      server.answering(
          request ->
              (fault, one, connection) -> {
                written.add(LedgerFolder.of(folder.toString()).count(key));
                return Fault.accept().act(fault, one, connection);
              });

      Sending.send(withLedger(server, "maxInFlight=1"), batches(5, 2));
    }

    assertEquals(List.of(0L, 2L, 4L, 6L, 8L), written);
  }

  @Test
  void aBatchOfWhichSomeWasAcceptedIsSentWithoutThat() throws Exception {
    try (FaultServer server = FaultServer.start()) {
      SegmentSettings settings = withLedger(server);
      Sending.sendOne(settings, Events.some(3));

      Delivered delivered = Sending.sendOne(settings, Events.some(5));

      assertEquals(List.of("e-3", "e-4"), server.requests().get(1).ids());
      assertEquals(Map.of("Email Sent", 5L), delivered.sent());
      assertEquals(3, delivered.resumed());
      assertTrue(delivered.isWhole());
    }
  }

  @Test
  void partsOfABatchThatWasTakenApartAreKnown() throws Exception {
    try (FaultServer server =
        FaultServer.start(Fault.status(400), Fault.accept(), Fault.status(401))) {
      SegmentSettings settings = withLedger(server);
      assertThrows(
          JobStoppedException.class, () -> Sending.send(settings, List.of(Events.some(8))));

      Sending.sendOne(settings, Events.some(8));

      assertEquals(List.of("e-4", "e-5", "e-6", "e-7"), server.requests().get(3).ids());
    }
  }

  @Test
  void whatSegmentRefusedIsTriedAgain() throws Exception {
    try (FaultServer server = FaultServer.start(Fault.status(400))) {
      SegmentSettings settings = withLedger(server);
      assertEquals(1, Sending.sendOne(settings, Events.some(1)).refused().size());

      assertEquals(Map.of("Email Sent", 1L), Sending.sendOne(settings, Events.some(1)).sent());
    }
  }

  @Test
  void whatWasAcceptedUnderAnotherKeyIsSent() throws Exception {
    Path other = Files.writeString(folder.resolve("key.txt"), "another-key-of-the-tests");
    try (FaultServer server = FaultServer.start()) {
      Sending.sendOne(withLedger(server), Events.some(3));

      Delivered delivered =
          Sending.sendOne(withLedger(server, "writeKey=file:" + other), Events.some(3));

      assertEquals(0, delivered.resumed());
      assertEquals(2, server.requests().size());
    }
  }

  @Test
  void aRunWithoutEndHasNoLedger() throws Exception {
    try (FaultServer server = FaultServer.start()) {
      SegmentSettings endless = withLedger(server).toBuilder().unbounded(true).build();
      Sending.sendOne(endless, Events.some(3));
      Sending.sendOne(endless, Events.some(3));

      assertEquals(2, server.requests().size());
      assertTrue(LedgerFolder.of(folder.toString()).isEmpty());
    }
  }

  @Test
  void aLedgerThatCannotBeWrittenStopsNothing() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    try (FaultServer server = FaultServer.start()) {
      SegmentSettings settings =
          withLedger(server).toBuilder().ledger(file.resolve("below").toString()).build();

      Sending.send(settings, batches(3, 2));

      assertEquals(6, server.accepted().size());
    }
  }

  @Test
  void nothingIsSentTwiceWhereManyBatchesAreInFlight() throws Exception {
    List<List<TrackEvent>> batches = batches(200, 5);
    try (FaultServer server = FaultServer.start()) {
      Sending.send(withLedger(server, "maxInFlight=32"), batches);
      int requests = server.requests().size();

      Sending.send(withLedger(server, "maxInFlight=32"), batches);

      assertEquals(requests, server.requests().size());
      assertEquals(
          1_000,
          new HashSet<>(server.requests().stream().flatMap(r -> r.ids().stream()).toList()).size());
    }
  }

  private SegmentSettings withLedger(FaultServer server, String... settings) {
    return Sending.settings(server.address(), settings).toBuilder()
        .ledger(folder.toString())
        .build();
  }

  private static List<List<TrackEvent>> batches(int count, int events) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                IntStream.range(0, events)
                    .mapToObj(j -> Events.event("e-" + i + "-" + j, 0))
                    .toList())
        .toList();
  }
}
