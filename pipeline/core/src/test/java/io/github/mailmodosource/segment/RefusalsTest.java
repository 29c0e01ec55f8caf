package io.github.mailmodosource.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.failure.JobStoppedException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** "After 50 requests in a row that were refused with the same message, the job stops." */
@Timeout(60)
class RefusalsTest {
  private static final List<TrackEvent> THOUSAND = Events.some(1_000);
  private static final String DISABLED = "{\"success\":false,\"message\":\"source disabled\"}";

  @Test
  void aThousandEventsThatAreAllRefusedTakeFiftyRequests() {
    try (FaultServer server =
        FaultServer.start().answering(request -> Fault.status(400, "", DISABLED))) {
      String line = stop(server, List.of(THOUSAND));

      assertEquals(50, server.requests().size());
      assertEquals(
          server.address()
              + "/v1/batch refused 50 requests in a row with the same answer, and accepted none between: HTTP 400: "
              + DISABLED
              + "; check that the source is enabled in Segment, and try --compression=none: a proxy may not understand gzip"
              + "; the same command sends everything again, under the same ids",
          line);
    }
  }

  @Test
  void atMostThoseUnderWayComeOnTop() {
    try (FaultServer server =
        FaultServer.start().answering(request -> Fault.status(400, "", DISABLED))) {
      stop(server, Collections.nCopies(200, Events.some(50)), "--maxInFlight=8");

      assertTrue(server.requests().size() <= 57, server.requests().size() + " requests");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "200, check that the source is enabled",
    "402, check the plan",
    "405, check --endpoint",
    "407, give the proxy its user and password",
    "409, check that the source is enabled",
    "422, check that the source is enabled",
    "451, blocks the address",
    "501, check --endpoint"
  })
  void whateverTheRefusalIs(int status, String hint) {
    try (FaultServer server =
        FaultServer.start().answering(request -> Fault.status(status, "", DISABLED))) {
      String line = stop(server, Collections.nCopies(200, Events.some(2)), "--maxInFlight=1");

      assertEquals(50, server.requests().size());
      assertTrue(line.contains("HTTP " + status + ": {\"success\":false"), line);
      assertTrue(line.contains(hint), line);
    }
  }

  @Test
  void withoutGzipThereIsNoHintAboutIt() {
    try (FaultServer server =
        FaultServer.start().answering(request -> Fault.status(400, "", DISABLED))) {
      String line = stop(server, List.of(THOUSAND), "--compression=none");

      assertTrue(!line.contains("--compression") && line.contains("check that the source"), line);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s is bad",
        "event %d is bad",
        "batch[%2$d].userId is missing",
        "bad request 5f0c%2$04d-0a1b-4c2d-8e3f-00112233%2$04d at 2026-11-20T03:04:05.%2$dZ",
        "person-%2$d@example.com is not known"
      })
  void idsMakeNoDifference(String message) {
    AtomicInteger number = new AtomicInteger();
    try (FaultServer server =
        FaultServer.start()
            .answering(
                request ->
                    Fault.status(
                        400,
                        "",
                        message
                            .replace("%d", "%2$d")
                            .formatted(request.ids().get(0), number.incrementAndGet())))) {
      List<TrackEvent> events =
          IntStream.range(0, 500).mapToObj(i -> Events.event("order-" + words(i), 0)).toList();

      String line = stop(server, List.of(events));

      assertEquals(50, server.requests().size());
      assertTrue(!line.contains("person-"), line);
    }
  }

  /** Ids without a digit: {@code abb}. */
  private static String words(int number) {
    return Integer.toString(number, 10)
        .chars()
        .mapToObj(c -> Character.toString('k' + c - '0'))
        .reduce("", String::concat);
  }

  @Test
  void refusalsForDifferentReasonsAreOrdinary() throws Exception {
    AtomicInteger number = new AtomicInteger();
    try (FaultServer server =
        FaultServer.start()
            .answering(
                request -> Fault.status(400, "", "bad " + words(number.incrementAndGet() / 49)))) {
      Delivered delivered = Sending.sendOne(Sending.settings(server.address()), Events.some(200));

      DeliveryTest.assertCounts(delivered, 0, 200);
    }
  }

  @Test
  void fewerThanFiftyAreOrdinary() throws Exception {
    List<List<TrackEvent>> batches = Collections.nCopies(49, Events.some(2));
    try (FaultServer server =
        FaultServer.start().answering(request -> Fault.status(422, "", DISABLED))) {
      for (Delivered delivered : Sending.send(Sending.settings(server.address()), batches)) {
        DeliveryTest.assertCounts(delivered, 0, 2);
      }
      assertEquals(49, server.requests().size());
    }
  }

  @Test
  void whatIsAcceptedBetweenBeginsTheCountAnew() throws Exception {
    // Every tenth event is bad for one reason: more than 50 refusals, but not in a row.
    try (FaultServer server =
        FaultServer.start()
            .answering(
                request ->
                    request.ids().stream().anyMatch(id -> id.endsWith("0"))
                        ? Fault.status(400, "", DISABLED)
                        : Fault.accept())) {
      Delivered delivered = Sending.sendOne(Sending.settings(server.address()), THOUSAND);

      DeliveryTest.assertCounts(delivered, 900, 100);
      assertEquals(900, server.accepted().size());
    }
  }

  @Test
  void whatIsTooLargeIsNotCounted() throws Exception {
    try (FaultServer server =
        FaultServer.start()
            .answering(request -> Fault.status(413, "", "Request Entity Too Large"))) {
      Delivered delivered = Sending.sendOne(Sending.settings(server.address()), Events.some(64));

      DeliveryTest.assertCounts(delivered, 0, 64);
      assertTrue(server.requests().size() > 64);
    }
  }

  @Test
  void aPassingFaultBetweenDoesNotHideTheStorm() {
    AtomicInteger number = new AtomicInteger();
    Set<Integer> down = Set.of(10, 30, 45);
    try (FaultServer server =
        FaultServer.start()
            .answering(
                request ->
                    down.contains(number.incrementAndGet())
                        ? Fault.status(503)
                        : Fault.status(400, "", DISABLED))) {
      stop(server, List.of(THOUSAND));

      assertEquals(53, server.requests().size());
    }
  }

  private static String stop(
      FaultServer server, List<List<TrackEvent>> batches, String... options) {
    SegmentSettings settings = Sending.settings(server.address(), options);
    JobStoppedException stopped =
        assertThrows(JobStoppedException.class, () -> Sending.send(settings, batches));
    assertEquals(Set.of(), server.accepted());
    return String.valueOf(stopped.getMessage());
  }
}
