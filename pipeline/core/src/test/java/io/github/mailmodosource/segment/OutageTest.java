package io.github.mailmodosource.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mailmodosource.metrics.RequestCounts;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the user sees while Segment takes nothing. */
@Timeout(20)
class OutageTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void aLineWhenItBeginsAndALineWhenItEndsHoweverManyAttemptsFail() throws Exception {
    try (FaultServer server =
        FaultServer.start(Fault.status(503), Fault.status(500), Fault.resetAfterTheBody())) {
      List<String> lines = linesWhileSendingTo(server.address());

      String address = server.address() + "/v1/batch";
      assertEquals(2, lines.size(), lines::toString);
      assertEquals(
          "Segment is not accepting batches at " + address + ": HTTP 503; retrying for up to 1 h",
          lines.get(0));
      assertTrue(
          lines.get(1).startsWith("Segment is accepting batches again at " + address + ", after "),
          lines::toString);
    }
  }

  @Test
  void aServerThatIsNotThereIsNamedWithTheReason() throws Exception {
    FaultServer gone = FaultServer.start();
    gone.close();

    assertEquals(
        List.of(
            "Segment is not accepting batches at "
                + gone.address()
                + "/v1/batch: connection refused; not retrying"),
        linesWhileSendingTo(gone.address(), "--retryFor=0s"));
  }

  @Test
  void aSuccessThatNobodyUnderstandsIsQuoted() throws Exception {
    try (FaultServer server = FaultServer.start(Fault.status(200, "", "come back later"))) {
      List<String> lines = linesWhileSendingTo(server.address());

      assertTrue(lines.get(0).contains(": HTTP 200: come back later; retrying"), lines::toString);
    }
  }

  @Test
  void aPauseThatSegmentAsksForIsSaid() throws Exception {
    try (FaultServer server = FaultServer.start(Fault.retryAfter(429, "1"))) {
      List<String> lines = linesWhileSendingTo(server.address());

      assertTrue(lines.get(0).contains(": HTTP 429, wait 1 s; retrying"), lines::toString);
    }
  }

  @Test
  void nothingIsSaidWhenNothingFails() throws Exception {
    try (FaultServer server = FaultServer.start()) {
      assertEquals(List.of(), linesWhileSendingTo(server.address()));
    }
  }

  @Test
  void aRequestThatWasUnderWayAlreadyDoesNotEndAnOutage() {
    List<String> lines = new ArrayList<>();
    Outage outage = new Outage(URI.create("http://127.0.0.1"), HOUR, lines::add);
    long before = System.nanoTime();

    outage.failed("HTTP 503");
    outage.succeeded(before);

    assertEquals(1, lines.size());
  }

  @Test
  void aServerThatFailsNowAndThenDoesNotFloodTheLog() {
    List<String> lines = new ArrayList<>();
    Outage outage = new Outage(URI.create("http://127.0.0.1"), HOUR, lines::add);

    for (int i = 0; i < 100; i++) {
      outage.failed("HTTP 503");
      outage.succeeded(System.nanoTime());
    }

    assertEquals(2, lines.size());
  }

  @Test
  void whoRetriesWithoutEndSaysSo() {
    List<String> lines = new ArrayList<>();
    Outage outage =
        new Outage(
            URI.create("http://127.0.0.1:1/v1/batch"), SegmentSettings.WITHOUT_END, lines::add);

    outage.failed("HTTP 503");

    assertEquals(
        List.of(
            "Segment is not accepting batches at http://127.0.0.1:1/v1/batch: HTTP 503; retrying"
                + " until it is"),
        lines);
  }

  @Test
  void durationsAreToldInTheUnitThatPeopleWrite() {
    assertEquals("1 h", Outage.text(Duration.ofHours(1)));
    assertEquals("5 min", Outage.text(Duration.ofMinutes(5)));
    assertEquals("90 s", Outage.text(Duration.ofSeconds(90)));
    assertEquals("1 s", Outage.text(Duration.ofMillis(300)));
  }

  private static List<String> linesWhileSendingTo(String address, String... options)
      throws InterruptedException {
    List<String> lines = new ArrayList<>();
    SegmentSettings settings = Sending.settings(address, options);
    new Delivery(
            settings,
            new SegmentClient(settings, Clock.systemUTC()),
            lines::add,
            stop -> lines.add("stopped"),
            RequestCounts.of("OutageTest"),
            null)
        .deliver(Events.some(3), () -> {}, new Delivered());
    return lines;
  }
}
