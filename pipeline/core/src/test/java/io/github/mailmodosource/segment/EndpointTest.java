package io.github.mailmodosource.segment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.option.SettingException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** "POST {endpoint}/v1/batch", whatever form the endpoint was copied in from somewhere else. */
class EndpointTest {
  /** Segment's pages and the settings of its libraries have the address in each of these ways. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "//",
        "/v1",
        "/v1/",
        "/v1/batch",
        "/v1/batch/",
        "/V1/Batch",
        "//v1//batch//",
        "/v1/import",
        "/v1/track",
        "/v1/identify",
        "/v1/v1",
        "/v1/batch/v1/batch",
      })
  void theVersionAndACallAtItsEndAreFine(String end) {
    assertThat(address("https://api.segment.io" + end), is("https://api.segment.io/v1/batch"));
    assertThat(
        address("https://proxy.example.com/segment" + end),
        is("https://proxy.example.com/segment/v1/batch"));
  }

  @ParameterizedTest
  @CsvSource({
    "HTTPS://API.SEGMENT.IO, https://api.segment.io/v1/batch",
    "Http://LocalHost:8765, http://localhost:8765/v1/batch",
    "'  https://api.segment.io \t', https://api.segment.io/v1/batch",
    "https://api.segment.io:443, https://api.segment.io:443/v1/batch",
    "https://api.segment.io:, https://api.segment.io/v1/batch",
    "https://api.segment.io./v1, https://api.segment.io./v1/batch",
    "https://h:65535, https://h:65535/v1/batch",
    "http://127.0.0.1:08787, http://127.0.0.1:8787/v1/batch",
    "http://[::1]:8787/v1, http://[::1]:8787/v1/batch",
    "https://[2001:DB8::1], https://[2001:DB8::1]/v1/batch",
    "https://segment.bücher.example, https://segment.xn--bcher-kva.example/v1/batch",
    "https://proxy.example.com/größe/V2, https://proxy.example.com/gr%C3%B6%C3%9Fe/V2/v1/batch",
    "https://proxy.example.com/v1/batch/mine, https://proxy.example.com/v1/batch/mine/v1/batch",
    "https://proxy.example.com/v10, https://proxy.example.com/v10/v1/batch",
  })
  void everyWayToWriteAHostIsUnderstood(String endpoint, String address) {
    assertThat(address(endpoint), is(address));
  }

  @ParameterizedTest
  @CsvSource({
    "'', it is empty",
    "'  ', it is empty",
    "api.segment.io, it does not begin with https:// or http://",
    "api.segment.io/v1, it does not begin with https:// or http://",
    "localhost:8787, it does not begin with https:// or http://",
    "//api.segment.io, it does not begin with https:// or http://",
    "ftp://api.segment.io, it does not begin with https:// or http://",
    "https:/api.segment.io, it does not begin with https:// or http://",
    "https:api.segment.io, it does not begin with https:// or http://",
    "https://hidden@api.segment.io, it has a user in it",
    "https://hidden:@api.segment.io/v1, it has a user in it",
    "https://api.segment.io?key=hidden, it has a query",
    "https://api.segment.io/v1?, it has a query",
    "https://api.segment.io#hidden, it has a fragment",
    "https://api.segment.io/v1#, it has a fragment",
    "https://api.segment.io /v1, it has white space in it",
    "'https://api.segment.io\n/v1', it has white space in it",
    "https://, it has no host",
    "https:///v1, it has no host",
    "https://:443, it has no host",
    "https://h:0, its port is not one of 1 to 65535",
    "https://h:65536, its port is not one of 1 to 65535",
    "https://h:99999, its port is not one of 1 to 65535",
    "https://h:99999999999999999999, its port is not one of 1 to 65535",
    "https://h:-1, its host and port cannot be told",
    "https://h:port, its host and port cannot be told",
    "https://h:1:2, its host and port cannot be told",
    "https://::1, its host and port cannot be told",
    "https://[::1, its host and port cannot be told",
    "https://[::g], it is not a URL",
    "https://h/%zz, it is not a URL",
    "https://h\\v1, it is not a URL",
    "https://my_proxy, its host is not a name that Java's HTTP client can use",
    "https://127.0.0.256, its host is not a name that Java's HTTP client can use",
    "https://a..b, its host is not a name",
  })
  void whatIsNoAddressIsRefusedWithTheReasonAndNotRepeated(String endpoint, String reason) {
    String line = refusal(endpoint);
    assertThat(line, startsWith("endpoint is not a valid address: " + reason));
    assertThat(line, containsString("; use one such as https://api.segment.io, without user"));
    assertThat(line, not(containsString("hidden")));
    assertThat(line.lines().count(), is(1L));
  }

  @ParameterizedTest
  @CsvSource({
    "https://eu1.api.segmentapis.com, https://events.eu1.segmentapis.com, dublin",
    "https://EU1.api.segmentapis.com/v1/batch, https://events.eu1.segmentapis.com, dublin",
    "https://api.segmentapis.com, https://api.segment.io, oregon",
  })
  void thePublicApiIsRefusedWithTheHostThatTakesEvents(
      String endpoint, String right, String region) {
    assertThat(
        refusal(endpoint),
        is(
            "endpoint names Segment's Public API, which takes no events; use "
                + right
                + ", the Tracking API of the region "
                + region));
  }

  private static String refusal(String endpoint) {
    SettingException refused =
        assertThrows(SettingException.class, () -> Endpoint.batchAddress(endpoint));
    return String.valueOf(refused.getMessage());
  }

  private static String address(String endpoint) {
    return Endpoint.batchAddress(endpoint).toString();
  }
}
