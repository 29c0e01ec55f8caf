package io.github.mailmodosource.segment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.failure.JobStoppedException;
import java.net.ProxySelector;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** "HTTPS_PROXY, HTTP_PROXY and NO_PROXY are obeyed, and Java's own settings before them." */
class RouteTest {
  private static final String HTTPS = "https://api.segment.io/v1/batch";
  private static final String HTTP = "http://segment.example/v1/batch";

  private final Map<String, String> before = new HashMap<>();

  @AfterEach
  void giveBack() {
    before.forEach(
        (property, value) -> {
          if (value.isEmpty()) {
            System.clearProperty(property);
          } else {
            System.setProperty(property, value);
          }
        });
  }

  @ParameterizedTest
  @CsvSource({
    "https, HTTPS_PROXY=proxy:3128, through the proxy proxy:3128 (HTTPS_PROXY)",
    "https, https_proxy=proxy:3128, through the proxy proxy:3128 (https_proxy)",
    "http, HTTP_PROXY=proxy:3128, through the proxy proxy:3128 (HTTP_PROXY)",
    "http, http_proxy=proxy:3128, through the proxy proxy:3128 (http_proxy)",
    "https, HTTPS_PROXY=http://ann:secret@proxy:3128/, through the proxy proxy:3128 (HTTPS_PROXY)",
    "https, HTTPS_PROXY=upper:1;https_proxy=lower:2, through the proxy lower:2 (https_proxy)",
    "https, HTTPS_PROXY=upper:1;https_proxy= , through the proxy upper:1 (HTTPS_PROXY)",
    "https, HTTPS_PROXY=proxy:3128;NO_PROXY=other.example, through the proxy proxy:3128 (HTTPS_PROXY)",
    "https, HTTPS_PROXY=proxy:3128;NO_PROXY=segment.io, straight",
    "https, HTTPS_PROXY=proxy:3128;no_proxy=segment.io, straight",
    "https, HTTPS_PROXY=proxy:3128;NO_PROXY=*, straight",
    "https, HTTPS_PROXY=proxy:3128;NO_PROXY=segment.io:443, straight",
    "http, HTTP_PROXY=proxy:3128;NO_PROXY=segment.example:80, straight",
    "http, HTTP_PROXY=proxy:3128;NO_PROXY=segment.example:443, through the proxy proxy:3128 (HTTP_PROXY)",
    "https, HTTP_PROXY=proxy:3128, straight",
    "http, HTTPS_PROXY=proxy:3128, straight",
    "https, HTTPS_PROXY= , straight",
    "https, OTHER=x, straight",
  })
  void theVariableOfTheAddressSchemeSaysIt(String scheme, String variables, String route) {
    assertThat(route(scheme.equals("https") ? HTTPS : HTTP, variables).toString(), is(route));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://127.0.0.1:8787/", "http://localhost:8787/", "https://[::1]:8787/"})
  void whatIsSentToThisMachineStaysOnIt(String address) {
    assertThat(
        route(address, "HTTPS_PROXY=proxy:3128;HTTP_PROXY=proxy:3128").toString(), is("straight"));
  }

  @Test
  void aValueThatCannotBeUsedIsOneLine() {
    JobStoppedException refused =
        assertThrows(JobStoppedException.class, () -> route(HTTPS, "HTTPS_PROXY=socks5://proxy:1"));
    assertThat(
        refused.getMessage(), startsWith("the environment variable HTTPS_PROXY names a proxy "));
  }

  /** Whoever goes straight anyway need not put it right. */
  @Test
  void aValueThatIsNotNeededIsNotLookedAt() {
    assertThat(route(HTTPS, "HTTPS_PROXY=socks5://proxy:1;NO_PROXY=*").toString(), is("straight"));
  }

  @Test
  void javasProxyComesFirst() {
    set("https.proxyHost", "java.example");
    set("https.proxyPort", "8080");
    assertThat(
        route(HTTPS, "HTTPS_PROXY=proxy:3128").toString(),
        is("through the proxy java.example:8080 (-Dhttps.proxyHost)"));
    assertThat(
        route(HTTP, "HTTP_PROXY=proxy:3128").toString(),
        is("through the proxy proxy:3128 (HTTP_PROXY)"));
  }

  @Test
  void javasExceptionsComeFirst() {
    set("http.nonProxyHosts", "*.segment.io");
    assertThat(route(HTTPS, "HTTPS_PROXY=proxy:3128").toString(), is("straight"));
    set("https.proxyHost", "java.example");
    assertThat(route(HTTPS, "HTTPS_PROXY=proxy:3128").toString(), is("straight"));
  }

  private void set(String property, String value) {
    before.putIfAbsent(property, System.getProperty(property, ""));
    System.setProperty(property, value);
  }

  private static Route route(String address, String variables) {
    Map<String, String> environment = new HashMap<>();
    for (String variable : variables.split(";", -1)) {
      String[] parts = variable.split("=", 2);
      environment.put(parts[0], parts[1]);
    }
    return Route.to(URI.create(address), environment, ProxySelector.getDefault());
  }
}
