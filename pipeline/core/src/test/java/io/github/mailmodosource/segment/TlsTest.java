package io.github.mailmodosource.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mailmodosource.deadletter.Reason;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A connection that cannot be trusted takes no event, and no key. */
@Timeout(30)
class TlsTest {
  @TempDir Path folder;

  @Test
  void aServerWithoutTlsIsAFailureOfTheNetwork() throws Exception {
    try (FaultServer server = FaultServer.start()) {
      assertNothingGoesTo(server, "handshake");
    }
  }

  @Test
  void aCertificateThatNobodySignedIsNamed() throws Exception {
    try (FaultServer server = FaultServer.start(TestCertificate.in(folder).sockets(), 0)) {
      assertNothingGoesTo(server, "certification path");
    }
  }

  private static void assertNothingGoesTo(FaultServer server, String reason) throws Exception {
    Delivered delivered =
        Sending.sendOne(
            Sending.settings("https://127.0.0.1:" + server.port(), "--retryFor=0s"),
            Events.some(3));

    assertEquals(0, server.requests().size());
    DeliveryTest.assertCounts(delivered, 0, 3);
    for (Delivered.Refused refused : delivered.refused()) {
      assertEquals(Reason.SEGMENT_UNAVAILABLE, refused.reason());
      assertTrue(refused.message().contains(reason), refused::message);
    }
  }
}
