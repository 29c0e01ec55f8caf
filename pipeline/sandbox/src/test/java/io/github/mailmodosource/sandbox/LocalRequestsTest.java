package io.github.mailmodosource.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes over the loopback interface and yet is not from this machine. Byte by byte. */
class LocalRequestsTest {
  private static Sandbox sandbox;

  @BeforeAll
  static void start() throws IOException {
    sandbox = Sandbox.start(SandboxSettings.onAnyPort());
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST",
        "localhost.",
        "localhost:8787",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.255.0.9:65535",
        "[::1]",
        "[::1]:8787",
        "[0:0:0:0:0:0:0:1]:8787"
      })
  void aLoopbackNameIsServed(String host) throws IOException {
    assertThat(status(get("/sandbox/stats", "Host: " + host)), is(200));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /",
    "GET, /sandbox/events",
    "GET, /sandbox/stats",
    "GET, /sandbox/log",
    "GET, /sandbox/log/1",
    "GET, /sandbox/page/main.js",
    "DELETE, /sandbox/events",
    "POST, /v1/batch",
    "POST, /v1/import",
    "GET, /no/such/address",
    "OPTIONS, /v1/batch",
    "HEAD, /",
  })
  void anotherNameIsRefusedAtEveryAddress(String method, String path) throws IOException {
    String answer = request(method + " " + path, "Host: rebound.example.com:8787");
    assertThat(answer, status(answer), is(421));
    if (!method.equals("HEAD")) {
      assertThat(
          answer,
          containsString(
              "{\"success\":false,\"message\":\"the sandbox answers to loopback names only; use"
                  + " http://127.0.0.1:"
                  + sandbox.port()
                  + "\"}"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1.example.com",
        "localhost.example.com",
        "example.com",
        "evil-localhost",
        "10.0.0.1",
        "128.0.0.1",
        "127.0.0.256",
        "0.0.0.0",
        "[::2]",
        "[::ffff:10.0.0.1]",
      })
  void whatOnlyLooksLikeLoopbackIsRefused(String host) throws IOException {
    String answer = get("/sandbox/events", "Host: " + host);
    assertThat(answer, status(answer), is(421));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://example.com", "http://127.0.0.1.example.com", "null", "::"})
  void aPageOfAnotherHostIsRefused(String origin) throws IOException {
    for (String path :
        new String[] {
          "GET /",
          "GET /sandbox/page/main.js",
          "GET /sandbox/log",
          "GET /sandbox/log/1",
          "GET /sandbox/events",
          "DELETE /sandbox/events",
          "POST /v1/batch",
          "OPTIONS /"
        }) {
      String answer = request(path, "Host: 127.0.0.1", "Origin: " + origin);
      assertThat(answer, status(answer), is(403));
      assertThat(answer, not(containsString("Access-Control-Allow")));
    }
  }

  @Test
  void aPageOfThisMachineIsServed() throws IOException {
    String origin = "Origin: http://localhost:3000";
    assertThat(status(get("/sandbox/stats", "Host: 127.0.0.1", origin)), is(200));
  }

  /** As a script of bash asks, by /dev/tcp. */
  @Test
  void aRequestOfAnOldProgramWithoutAnyNameIsServed() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), sandbox.port())) {
      socket.getOutputStream().write("GET /sandbox/stats HTTP/1.0\r\n\r\n".getBytes(UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      assertThat(answer, status(answer), is(200));
    }
  }

  /** As a script, a style or a picture: no Origin header comes with these. */
  @Test
  void anAnswerCannotBeLoadedByAPageElsewhere() throws IOException {
    String answer = get("/sandbox/events?callback=steal", "Host: 127.0.0.1");
    assertThat(status(answer), is(200));
    assertThat(answer, containsString("Cross-Origin-Resource-Policy: same-origin"));
    assertThat(answer, containsString("X-Content-Type-Options: nosniff"));
    assertThat(answer, not(containsString("steal")));
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /sandbox/events, DELETE, 404",
    "GET, /sandbox/events, DELETE, 200",
    "POST, /sandbox/events, GET, 404",
    "GET, /v1/batch, POST, 404",
  })
  void theMethodIsTheRequestsOwn(String method, String path, String override, int status)
      throws IOException {
    for (String name : new String[] {"X-HTTP-Method-Override", "x-http-method-override"}) {
      String answer = request(method + " " + path, "Host: 127.0.0.1", name + ": " + override);
      assertThat(answer, status(answer), is(status));
    }
  }

  private static String get(String path, String... headers) throws IOException {
    return request("GET " + path, headers);
  }

  /** What the server says to exactly these lines; Java's own client would not send them. */
  private static String request(String line, String... headers) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), sandbox.port())) {
      String text =
          line
              + " HTTP/1.1\r\n"
              + String.join("\r\n", headers)
              + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(text.getBytes(UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      assertThat(answer, startsWith("HTTP/1.1 "));
      return answer;
    }
  }

  private static int status(String answer) {
    return Integer.parseInt(answer.substring(9, 12));
  }
}
