package io.github.mailmodosource.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.mailmodosource.deadletter.Reason;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.failure.JobStoppedException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a batch, whatever the server and the network do to it. */
@Timeout(30)
class DeliveryTest {
  private static final List<TrackEvent> EVENTS = Events.some(8);
  private static final String SHORT = "--readTimeout=400ms";

  static Stream<Arguments> passingFaults() {
    return Stream.of(
        arguments("429 without Retry-After", Fault.status(429)),
        arguments("429 with seconds", Fault.retryAfter(429, "1")),
        arguments("429 with a date", Fault.retryAfter(429, httpDate(Duration.ofSeconds(1)))),
        arguments("429 with a date gone by", Fault.retryAfter(429, httpDate(Duration.ofDays(-1)))),
        arguments("429 with nothing to wait", Fault.retryAfter(429, "0")),
        arguments("429 with a word", Fault.retryAfter(429, "soon")),
        arguments("429 with a negative time", Fault.retryAfter(429, "-5")),
        arguments("503 with seconds", Fault.retryAfter(503, "1")),
        arguments("408", Fault.status(408)),
        arguments("410", Fault.status(410)),
        arguments("460", Fault.status(460)),
        arguments("500", Fault.status(500)),
        arguments("502", Fault.status(502)),
        arguments("503", Fault.status(503)),
        arguments("504", Fault.status(504)),
        arguments("599", Fault.status(599)),
        arguments("503 before the body was read", Fault.earlyAnswer(503)),
        arguments("reset before the body", Fault.resetBeforeTheBody()),
        arguments("reset within the body", Fault.resetWithinTheBody()),
        arguments("reset after the body", Fault.resetAfterTheBody()),
        arguments("accepted, the answer is lost", Fault.acceptAndReset()),
        arguments("accepted, the answer breaks off", Fault.acceptAndBreakOff()),
        arguments("no answer", Fault.hang()),
        arguments("an answer that drips", Fault.slowDrip()),
        arguments("something that is not HTTP", Fault.raw("220 mail.example.com ESMTP\r\n\r\n")),
        arguments("a success in words that nobody knows", Fault.status(200, "", "invalid secret")),
        arguments("half a JSON", Fault.status(200, "", "{\"success\":")),
        arguments("a length that is no number", Fault.raw(lengthOf("many"))),
        arguments("a length that is too large", Fault.raw(lengthOf("9".repeat(30)))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("passingFaults")
  void whatPassesIsTriedAgainUntilAllEventsAreThere(String name, Fault fault) throws Exception {
    try (FaultServer server = FaultServer.start(fault)) {
      Delivered delivered = Sending.sendOne(Sending.settings(server.address(), SHORT), EVENTS);

      assertEquals(Events.ids(EVENTS), server.accepted());
      assertCounts(delivered, EVENTS.size(), 0);
      assertEquals(2, delivered.requests());
      assertEquals(1, delivered.retries());
      assertEquals(name.startsWith("429") ? 1 : 0, delivered.throttled());
    }
  }

  @Test
  void retryAfterIsWaitedForInSeconds() throws Exception {
    assertWaitsAtLeast(Duration.ofSeconds(1), Fault.retryAfter(429, "1"));
  }

  @Test
  void retryAfterIsWaitedForUntilADate() throws Exception {
    // The date has whole seconds.
    assertWaitsAtLeast(
        Duration.ofSeconds(1), Fault.retryAfter(503, httpDate(Duration.ofSeconds(3))));
  }

  private static void assertWaitsAtLeast(Duration wait, Fault fault) throws Exception {
    try (FaultServer server = FaultServer.start(fault)) {
      Sending.sendOne(Sending.settings(server.address()), EVENTS);

      List<FaultServer.Request> requests = server.requests();
      assertTrue(requests.get(1).arrivedNanos() - requests.get(0).arrivedNanos() >= wait.toNanos());
    }
  }

  @Test
  void anAbsurdRetryAfterIsNotWaitedForBeyondTheTimeForRetries() throws Exception {
    try (FaultServer server = FaultServer.start(Fault.retryAfter(429, "99999999999"))) {
      SegmentSettings settings = Sending.settings(server.address(), "--retryFor=2s");

      JobStoppedException stopped =
          assertThrows(JobStoppedException.class, () -> Sending.sendOne(settings, EVENTS));

      assertTrue(String.valueOf(stopped.getMessage()).contains("(2 s): HTTP 429; "));
      assertEquals(1, server.requests().size());
    }
  }

  @Test
  void sentAtIsStampedAtEachAttempt() throws Exception {
    try (FaultServer server = FaultServer.start(Fault.retryAfter(503, "1"))) {
      Sending.sendOne(Sending.settings(server.address()), EVENTS);

      for (FaultServer.Request request : server.requests()) {
        Duration old = Duration.between(request.sentAt(), request.arrivedAt());
        assertTrue(old.abs().toMillis() < 500, () -> "sentAt is off by " + old);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {402, 405, 409, 411, 415, 418, 422, 451, 501, 505, 511})
  void whatWouldNotChangeIsNotTriedAgainAndLosesNothing(int status) throws Exception {
    try (FaultServer server = FaultServer.start(Fault.status(status, "", "not so"))) {
      Delivered delivered = Sending.sendOne(Sending.settings(server.address()), EVENTS);

      assertEquals(1, server.requests().size());
      assertCounts(delivered, 0, EVENTS.size());
      assertReason(Reason.REJECTED_BY_SEGMENT, "HTTP " + status + ": not so", 1, delivered);
    }
  }

  static Stream<Arguments> rejections() {
    return Stream.of(
        arguments(Fault.status(400, "", "one is bad")),
        arguments(Fault.status(413, "", "one is bad")),
        arguments(Fault.status(200, "", "{\"success\": false, \"message\": \"one is bad\"}")),
        arguments(Fault.status(202, "", "{\"error\": {\"message\": \"one is bad\"}}")),
        arguments(
            Fault.status(200, "", "\uFEFF{\"message\": \"one is bad\", \"success\": \"false\"}")));
  }

  @ParameterizedTest
  @MethodSource("rejections")
  void whatIsRejectedIsSplitUntilTheEventsAtFaultStandAlone(Fault.AfterTheBody rejection)
      throws Exception {
    Set<String> bad = Set.of("e-2", "e-5");
    try (FaultServer server =
        FaultServer.start()
            .answering(
                request ->
                    request.ids().stream().anyMatch(bad::contains) ? rejection : Fault.accept())) {
      Delivered delivered = Sending.sendOne(Sending.settings(server.address()), EVENTS);

      Set<String> good = new TreeSet<>(Events.ids(EVENTS));
      good.removeAll(bad);
      assertEquals(good, server.accepted());
      assertCounts(delivered, 6, 2);
      for (Delivered.Refused refused : delivered.refused()) {
        assertTrue(bad.contains(refused.event().messageId()));
        assertEquals(Reason.REJECTED_BY_SEGMENT, refused.reason());
        assertTrue(refused.message().contains("one is bad"));
        assertEquals(
            server.requests().stream()
                .filter(request -> request.ids().contains(refused.event().messageId()))
                .count(),
            refused.attempts());
      }
    }
  }

  @Test
  void oneBadEventOfAThousandTakesFewRequests() throws Exception {
    List<TrackEvent> events = Events.some(1_000);
    for (String bad : List.of("e-0", "e-500", "e-642", "e-999")) {
      try (FaultServer server =
          FaultServer.start()
              .answering(
                  request -> request.ids().contains(bad) ? Fault.status(400) : Fault.accept())) {
        Delivered delivered = Sending.sendOne(Sending.settings(server.address()), events);

        assertCounts(delivered, 999, 1);
        assertEquals(999, server.accepted().size());
        assertTrue(delivered.requests() <= 13, () -> delivered.requests() + " requests");
      }
    }
  }

  @Test
  void faultsAndRetriesMayMeetInOneBatch() throws Exception {
    try (FaultServer server =
        FaultServer.start(
                Fault.status(400), Fault.status(503), Fault.acceptAndReset(), Fault.status(400))
            .answering(
                request -> request.ids().contains("e-6") ? Fault.status(400) : Fault.accept())) {
      Delivered delivered = Sending.sendOne(Sending.settings(server.address()), EVENTS);

      assertEquals(7, server.accepted().size());
      assertCounts(delivered, 7, 1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308, 401, 403, 404})
  void whatNoBatchCanFixStopsTheJobWithOneLine(int status) {
    try (FaultServer server =
        FaultServer.start(Fault.status(status, "Location: http://127.0.0.1:1/\r\n", ""))) {
      SegmentSettings settings = Sending.settings(server.address());

      JobStoppedException stopped =
          assertThrows(JobStoppedException.class, () -> Sending.sendOne(settings, EVENTS));

      assertEquals(1, server.requests().size());
      String line = String.valueOf(stopped.getMessage());
      assertTrue(line.startsWith(server.address() + "/v1/batch answered " + status + "; "), line);
      assertFalse(line.contains("\n"));
    }
  }

  @Test
  void aWebPageInPlaceOfSegmentStopsTheJobWithOneLine() {
    String page = "<!DOCTYPE html>\n<html><title>Sign in to use the network</title></html>";
    try (FaultServer server = FaultServer.start(Fault.status(200, "", page))) {
      SegmentSettings settings = Sending.settings(server.address());

      JobStoppedException stopped =
          assertThrows(JobStoppedException.class, () -> Sending.sendOne(settings, EVENTS));

      assertEquals(1, server.requests().size());
      assertEquals(
          "something between here and Segment answered with a web page to "
              + server.address()
              + "/v1/batch (HTTP 200), so nothing has arrived; check --endpoint, the proxy, and whether this network wants you to sign in",
          stopped.getMessage());
    }
  }

  @Test
  void aFailureBehindALongMessageIsSeen() throws Exception {
    String body = "{\"message\":\"" + "unknown property, ".repeat(3_000) + "\",\"success\":false}";
    try (FaultServer server = FaultServer.start(Fault.status(200, "", body))) {
      Delivered delivered = Sending.sendOne(Sending.settings(server.address()), Events.some(1));

      assertCounts(delivered, 0, 1);
    }
  }

  @Test
  void aKeyThatCannotBeOneStopsTheJobThoughSegmentAnswers400() {
    String body = "{\"success\": false, \"message\": \"An invalid write key was provided\"}";
    try (FaultServer server = FaultServer.start(Fault.status(400, "", body))) {
      SegmentSettings settings = Sending.settings(server.address());

      assertThrows(JobStoppedException.class, () -> Sending.sendOne(settings, EVENTS));
      assertEquals(1, server.requests().size());
    }
  }

  @Test
  void anAnswerWithoutEndIsHungUpOn() throws Exception {
    try (FaultServer server = FaultServer.start(Fault.acceptAndTalkForEver())) {
      Delivered delivered = Sending.sendOne(Sending.settings(server.address()), EVENTS);

      assertEquals(Events.ids(EVENTS), server.accepted());
      assertCounts(delivered, EVENTS.size(), 0);
      assertEquals(1, delivered.requests());
    }
  }

  @Test
  void aKeyThatIsEchoedStaysOutOfMessages() throws Exception {
    try (FaultServer server =
        FaultServer.start()
            .answering(
                request ->
                    Fault.status(
                        422,
                        "",
                        Sending.WRITE_KEY + " and " + request.headers().get("authorization")))) {
      Delivered delivered = Sending.sendOne(Sending.settings(server.address()), EVENTS);

      assertReason(Reason.REJECTED_BY_SEGMENT, "HTTP 422: *** and Basic ***", 1, delivered);
    }
  }

  @Test
  void anOutageOfSomeSecondsLosesNothing() throws Exception {
    FaultServer before = FaultServer.start();
    int port = before.port();
    before.close();
    SegmentSettings settings = Sending.settings("http://127.0.0.1:" + port);
    CompletableFuture<FaultServer> repaired =
        CompletableFuture.supplyAsync(
            () -> FaultServer.start(ServerSocketFactory.getDefault(), port),
            CompletableFuture.delayedExecutor(3, TimeUnit.SECONDS));

    Delivered delivered = Sending.sendOne(settings, EVENTS);

    try (FaultServer server = repaired.join()) {
      assertEquals(Events.ids(EVENTS), server.accepted());
      assertCounts(delivered, EVENTS.size(), 0);
      assertTrue(delivered.retries() > 0);
    }
  }

  @Test
  void afterTheTimeForRetriesTheBatchIsGivenUpWhereOthersGetThrough() throws Exception {
    try (FaultServer server =
        FaultServer.start()
            .answering(
                request -> request.ids().contains("e-0") ? Fault.status(503) : Fault.accept())) {
      long start = System.nanoTime();
      Delivered delivered =
          sendBesideOthers(Sending.settings(server.address(), "--retryFor=2s"), EVENTS);

      long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
      assertTrue(millis >= 1_900 && millis < 5_000, () -> millis + " ms");
      assertCounts(delivered, 0, EVENTS.size());
      assertReason(
          Reason.SEGMENT_UNAVAILABLE,
          "HTTP 503: {\"success\": false}",
          (int) server.requests().stream().filter(r -> r.ids().contains("e-0")).count(),
          delivered);
    }
  }

  @Test
  void noTimeForRetriesMeansOneAttempt() throws Exception {
    try (FaultServer server = FaultServer.start(Fault.status(500))) {
      Delivered delivered =
          Sending.sendOne(Sending.settings(server.address(), "--retryFor=0s"), EVENTS);

      assertEquals(1, server.requests().size());
      assertCounts(delivered, 0, EVENTS.size());
    }
  }

  @Test
  void aBatchThatWasSplitIsGivenUpTogether() throws Exception {
    try (FaultServer server =
        FaultServer.start(Fault.status(400))
            .answering(
                request ->
                    Events.ids(EVENTS).containsAll(request.ids())
                        ? Fault.status(503)
                        : Fault.accept())) {
      long start = System.nanoTime();
      Delivered delivered =
          sendBesideOthers(Sending.settings(server.address(), "--retryFor=1s"), EVENTS);

      assertCounts(delivered, 0, EVENTS.size());
      assertTrue(System.nanoTime() - start < Duration.ofSeconds(3).toNanos());
    }
  }

  @Test
  void aServerThatIsNotThereIsNamed() throws Exception {
    FaultServer gone = FaultServer.start();
    gone.close();

    Delivered delivered =
        Sending.sendOne(Sending.settings(gone.address(), "--retryFor=0s"), EVENTS);

    assertReason(Reason.SEGMENT_UNAVAILABLE, "connection refused", 1, delivered);
  }

  @Test
  void aHostThatIsNotKnownIsNamed() throws Exception {
    Delivered delivered =
        Sending.sendOne(Sending.settings("https://segment.invalid", "--retryFor=0s"), EVENTS);

    assertReason(Reason.SEGMENT_UNAVAILABLE, "the host is unknown", 1, delivered);
  }

  @Test
  void whatWasSplitAndHasNoTurnInTimeSaysSo() throws Exception {
    try (FaultServer server = FaultServer.start(Fault.status(400))) {
      Delivered delivered =
          Sending.sendOne(
              Sending.settings(server.address(), "--retryFor=1ms", "--requestsPerSecond=1"),
              EVENTS);

      assertEquals(1, server.requests().size());
      assertCounts(delivered, 0, EVENTS.size());
      assertReason(
          Reason.SEGMENT_UNAVAILABLE,
          "its turn to be sent did not come within --retryFor",
          1,
          delivered);
    }
  }

  @Test
  void withoutTimeForRetriesThePartsOfABatchWaitForTheirTurn() throws Exception {
    try (FaultServer server =
        FaultServer.start()
            .answering(
                request -> request.ids().contains("e-2") ? Fault.status(400) : Fault.accept())) {
      Delivered delivered =
          Sending.sendOne(
              Sending.settings(server.address(), "--retryFor=0s", "--requestsPerSecond=20"),
              EVENTS);

      assertCounts(delivered, EVENTS.size() - 1, 1);
    }
  }

  /** While other batches, one after the other, get through. */
  private static Delivered sendBesideOthers(SegmentSettings settings, List<TrackEvent> batch)
      throws InterruptedException {
    String job = "beside-others-" + UUID.randomUUID();
    SegmentWorker worker = SegmentWorker.acquire(job, settings);
    try {
      Future<Delivered> itself = worker.submit(batch);
      while (!itself.isDone()) {
        Thread.sleep(100);
        assertCounts(worker.await(worker.submit(List.of(Events.event("other", 0)))), 1, 0);
      }
      return worker.await(itself);
    } finally {
      SegmentWorker.release(job);
    }
  }

  static void assertCounts(Delivered delivered, int sent, int refused) {
    assertEquals(sent, delivered.sent().values().stream().mapToLong(Long::longValue).sum());
    assertEquals(refused, delivered.refused().size());
  }

  private static void assertReason(
      Reason reason, String message, int attempts, Delivered delivered) {
    for (Delivered.Refused refused : delivered.refused()) {
      assertEquals(reason, refused.reason());
      assertEquals(message, refused.message());
      assertEquals(attempts, refused.attempts());
    }
  }

  private static String lengthOf(String length) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n{}";
  }

  private static String httpDate(Duration fromNow) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        Instant.now().plus(fromNow).atOffset(ZoneOffset.UTC));
  }
}
