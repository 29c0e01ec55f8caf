package io.github.mailmodosource.segment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way through a proxy: what it is shown, and what is said when it is the cause. */
@Timeout(60)
class ProxyTest {
  private static final String KEY = "Basic YS1rZXktb2YtdGhlLXRlc3RzOg==";

  /** {@code ann:sec/ret}. */
  private static final String LOGIN = "Basic YW5uOnNlYy9yZXQ=";

  @TempDir Path folder;

  @Test
  void throughATunnelTheProxySeesItsLoginAndNoKeyAndSegmentTheKeyAndNoLogin() throws Exception {
    TestCertificate certificate = TestCertificate.in(folder);
    try (FaultServer segment = FaultServer.start(certificate.sockets(), 0);
        ProxyServer proxy = ProxyServer.before(segment.port())) {
      String said =
          sendFromHere(
              Map.of("HTTPS_PROXY", "http://ann:sec%2Fret@127.0.0.1:" + proxy.port() + "/"),
              "https://segment.example",
              certificate.trusting());

      assertThat(said, is("sent {Email Sent=3}\n"));
      assertThat(segment.accepted(), hasSize(3));
      Map<String, String> headers = segment.requests().get(0).headers();
      assertThat(headers.get("authorization"), is(KEY));
      assertThat(headers.get("proxy-authorization"), is(nullValue()));
      String head = proxy.heads().get(0);
      assertThat(head, startsWith("CONNECT segment.example:443 HTTP/1.1\r\n"));
      assertThat(head, containsString("proxy-authorization: " + LOGIN + "\r\n"));
      assertThat(head, not(containsString("\r\nauthorization:")));
    }
  }

  @Test
  void plainHttpGoesThroughAsAWholeAddress() throws Exception {
    try (FaultServer segment = FaultServer.start();
        ProxyServer proxy = ProxyServer.before(segment.port())) {
      String said =
          sendFromHere(
              Map.of("http_proxy", "ann:sec%2Fret@127.0.0.1:" + proxy.port()),
              "http://segment.invalid:8787");

      assertThat(said, is("sent {Email Sent=3}\n"));
      String head = proxy.heads().get(0);
      assertThat(head, startsWith("POST http://segment.invalid:8787/v1/batch HTTP/1.1\r\n"));
      assertThat(head, containsString("proxy-authorization: " + LOGIN + "\r\n"));
    }
  }

  @Test
  void whatIsSentToThisMachineDoesNotGoToTheProxy() throws Exception {
    try (FaultServer segment = FaultServer.start();
        ProxyServer proxy = ProxyServer.before(segment.port())) {
      String address = "http://127.0.0.1:" + proxy.port();

      String said = sendFromHere(Map.of("HTTP_PROXY", address), segment.address());

      assertThat(said, is("sent {Email Sent=3}\n"));
      assertThat(proxy.heads(), is(empty()));
    }
  }

  @Test
  void javasOwnSettingComesFirst() throws Exception {
    try (FaultServer segment = FaultServer.start();
        ProxyServer proxy = ProxyServer.before(segment.port())) {
      String said =
          sendFromHere(
              Map.of("HTTP_PROXY", "127.0.0.1:1"),
              "http://segment.invalid",
              "-Dhttp.proxyHost=127.0.0.1",
              "-Dhttp.proxyPort=" + proxy.port());

      assertThat(said, is("sent {Email Sent=3}\n"));
      assertThat(proxy.heads(), hasSize(1));
    }
  }

  @Test
  void aValueThatCannotBeUsedStopsTheJobWithoutItsPassword() throws Exception {
    String said =
        sendFromHere(Map.of("HTTPS_PROXY", "socks5://ann:sec@h:1"), "https://segment.example");

    assertThat(said, startsWith("stopped: the environment variable HTTPS_PROXY names a proxy "));
    assertThat(said, not(containsString("sec@")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https | HTTP/1.1 503 No | the proxy answered 503 to CONNECT, through PROXY",
        "https | HTTP/1.1 403 No | the proxy answered 403 to CONNECT, through PROXY",
        "https | HTTP/1.1 407 No | PROXY asks for a user and a password",
        "http  | HTTP/1.1 407 No | PROXY asks for a user and a password: sorry",
        "http  | HTTP/1.1 503 No | sorry, through PROXY",
        "https | 220 mail ESMTP  | Invalid status line",
        "https | ''              | HTTP/1.1 header parser received no bytes, through PROXY",
      })
  void whatTheProxyAnswersNamesTheProxy(String scheme, String line, String expected)
      throws Exception {
    String body = line.isEmpty() ? "" : line + "\r\nContent-Length: 5\r\n\r\nsorry";
    try (ProxyServer proxy = ProxyServer.before(1).answering(body)) {
      String name = "the proxy 127.0.0.1:" + proxy.port() + " (" + variable(scheme) + ")";

      Answer answer = post(scheme, "127.0.0.1:" + proxy.port(), "--readTimeout=5s");

      assertThat(answer.text(), startsWith(expected.replace("PROXY", name)));
      assertThat(answer.text(), containsString(name));
      assertThat(proxy.heads(), hasSize(1));
    }
  }

  @Test
  void aLoginThatIsNotAcceptedIsSaidAndNotShown() throws Exception {
    String body = "HTTP/1.1 407 No\r\nContent-Length: 16\r\n\r\n" + LOGIN.substring(6);
    try (ProxyServer proxy = ProxyServer.before(1).answering(body)) {
      Answer answer = post("http", "ann:sec%2Fret@127.0.0.1:" + proxy.port());

      assertThat(answer.status(), is(407));
      assertThat(
          answer.text(),
          is(
              "the proxy 127.0.0.1:"
                  + proxy.port()
                  + " (HTTP_PROXY) does not accept its user and password: ***"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https, 127.0.0.1:1, connection refused",
    "http, 127.0.0.1:1, connection refused",
    "https, '[::1]:1', connection refused",
    "https, proxy.invalid:3128, the host is unknown",
  })
  void aProxyThatIsNotThereIsNamed(String scheme, String proxy, String reason) throws Exception {
    assertThat(
        post(scheme, proxy).text(),
        is(reason + ", through the proxy " + proxy + " (" + variable(scheme) + ")"));
  }

  /** The whole request has its time, the tunnel included. */
  @Test
  void aProxyThatSaysNothingIsHungUpOn() throws Exception {
    try (FaultServer silent = FaultServer.start();
        ProxyServer proxy = ProxyServer.before(silent.port())) {
      // The server behind it waits for a TLS that it does not know.
      Answer answer = post("https", "127.0.0.1:" + proxy.port(), "--readTimeout=300ms");

      assertThat(answer.status(), is(0));
      assertThat(answer.text(), containsString("through the proxy 127.0.0.1:" + proxy.port()));
    }
  }

  /** Posts once to a host that nobody knows, from this process. */
  private static Answer post(String scheme, String proxy, String... options)
      throws InterruptedException {
    SegmentSettings settings =
        Sending.settings("http://127.0.0.1", options).toBuilder()
            .endpoint(scheme + "://segment.invalid")
            .allowPlainHttp(true)
            .build();
    URI address = settings.batchAddress();
    Route route = Route.to(address, Map.of(variable(scheme), proxy), null);
    return new SegmentClient(settings, Clock.systemUTC(), route)
        .post(new RequestBody(Events.some(3), settings), () -> {});
  }

  private static String variable(String scheme) {
    return scheme.equals("https") ? "HTTPS_PROXY" : "HTTP_PROXY";
  }

  private String sendFromHere(
      Map<String, String> environment, String endpoint, String... javaOptions) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of(javaOptions));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(SendFromHere.class.getName(), endpoint));
    Path out = folder.resolve("out");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.matches("(?i).*_proxy"));
    builder.environment().putAll(environment);
    builder.redirectOutput(out.toFile()).redirectError(folder.resolve("err").toFile());
    assertThat(builder.start().waitFor(), is(0));
    return Files.readString(out);
  }
}
