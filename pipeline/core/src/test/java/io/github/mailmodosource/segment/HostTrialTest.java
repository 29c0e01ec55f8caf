package io.github.mailmodosource.segment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.failure.JobStoppedException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The way is tried as a request would take it, and nothing is sent. */
@Timeout(30)
class HostTrialTest {
  private static final String ELSEWHERE = "http://segment.invalid:8787";

  @TempDir Path folder;

  @Test
  void theProxyIsShownItsLoginAndNothingElse() {
    try (ProxyServer proxy =
        ProxyServer.before(1).answering("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")) {
      assertThat(
          through("ann:secret@127.0.0.1:" + proxy.port()),
          is(
              ELSEWHERE
                  + " answers, through the proxy 127.0.0.1:"
                  + proxy.port()
                  + " (HTTP_PROXY)"));
      String head = proxy.heads().get(0);
      assertThat(head, startsWith("HEAD " + ELSEWHERE + "/ HTTP/1.1\r\n"));
      assertThat(head, containsString("proxy-authorization: "));
      assertThat("no key", head, not(containsString("\r\nauthorization:")));
    }
  }

  @Test
  void aProxyThatAsksForAPasswordIsTold() {
    try (ProxyServer proxy =
        ProxyServer.before(1)
            .answering("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")) {
      String refusal = refusal(() -> through("127.0.0.1:" + proxy.port()));
      assertThat(
          refusal,
          startsWith(
              "the proxy 127.0.0.1:"
                  + proxy.port()
                  + " (HTTP_PROXY) does not let requests through without a user and a password"));
    }
  }

  @Test
  void aProxyThatDoesNotReachTheHostIsTold() {
    try (ProxyServer proxy =
        ProxyServer.before(1).answering("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")) {
      assertThat(
          refusal(() -> through("127.0.0.1:" + proxy.port())),
          startsWith(
              ELSEWHERE
                  + " cannot be reached: the answer is 502, through the proxy 127.0.0.1:"
                  + proxy.port()
                  + " (HTTP_PROXY)"));
    }
  }

  @Test
  void aCertificateThatNobodySignedIsToldWithTheFix() throws Exception {
    try (FaultServer server = FaultServer.start(TestCertificate.in(folder).sockets(), 0)) {
      String refusal = refusal(() -> HostTrial.of(settings("https://127.0.0.1:" + server.port())));
      assertThat(refusal, containsString("certification path"));
      assertThat(refusal, containsString("JAVA_OPTS=-Djavax.net.ssl.trustStore=FILE"));
    }
  }

  @Test
  void aHostThatNobodyKnowsIsTold() {
    assertThat(
        refusal(() -> HostTrial.of(settings("https://segment.invalid"))),
        is(
            "https://segment.invalid cannot be reached: the host is unknown; is the address right"
                + " (--region, --endpoint), and does it need a proxy (HTTPS_PROXY)?"));
  }

  private static String through(String proxy) {
    SegmentSettings settings = settings(ELSEWHERE);
    return HostTrial.of(
        settings, Route.to(settings.batchAddress(), Map.of("HTTP_PROXY", proxy), null));
  }

  private static SegmentSettings settings(String endpoint) {
    return SegmentSettings.builder().endpoint(endpoint).allowPlainHttp(true).build();
  }

  private static String refusal(Executable trial) {
    return String.valueOf(assertThrows(JobStoppedException.class, trial).getMessage());
  }
}
