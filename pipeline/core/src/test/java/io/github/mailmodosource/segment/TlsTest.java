package io.github.mailmodosource.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mailmodosource.deadletter.Reason;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A connection that cannot be trusted takes no event, and no key. */
@Timeout(30)
class TlsTest {
  private static final String PASSWORD = "changeit";

  @TempDir Path folder;

  @Test
  void aServerWithoutTlsIsAFailureOfTheNetwork() throws Exception {
    try (FaultServer server = FaultServer.start()) {
      assertNothingGoesTo(server, "handshake");
    }
  }

  @Test
  void aCertificateThatNobodySignedIsNamed() throws Exception {
    try (FaultServer server = FaultServer.start(selfSigned(), 0)) {
      assertNothingGoesTo(server, "certification path");
    }
  }

  private static void assertNothingGoesTo(FaultServer server, String reason) throws Exception {
    Delivered delivered =
        Sending.sendOne(
            Sending.settings("https://127.0.0.1:" + server.port(), "--retryFor=1s"),
            Events.some(3));

    assertEquals(0, server.requests().size());
    DeliveryTest.assertCounts(delivered, 0, 3);
    for (Delivered.Refused refused : delivered.refused()) {
      assertEquals(Reason.SEGMENT_UNAVAILABLE, refused.reason());
      assertTrue(refused.message().contains(reason), refused::message);
    }
  }

  private ServerSocketFactory selfSigned() throws Exception {
    Path file = folder.resolve("keys.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    int exit =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-alias",
                "k",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD,
                "-storetype",
                "PKCS12")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start()
            .waitFor();
    assertEquals(0, exit);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context.getServerSocketFactory();
  }
}
