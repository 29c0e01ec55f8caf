package io.github.mailmodosource.segment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.failure.JobStoppedException;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyVariableTest {
  @ParameterizedTest
  @CsvSource({
    "proxy.example:3128, proxy.example, 3128",
    "http://proxy.example:3128, proxy.example, 3128",
    "http://proxy.example:3128/, proxy.example, 3128",
    "HTTP://Proxy.Example:3128, Proxy.Example, 3128",
    "http://proxy.example, proxy.example, 80",
    "proxy, proxy, 80",
    "my_proxy:3128, my_proxy, 3128",
    "10.0.0.1:65535, 10.0.0.1, 65535",
    "[::1]:3128, [::1], 3128",
    "http://[2001:db8::1], [2001:db8::1], 80",
    "http://bücher.example:3128, xn--bcher-kva.example, 3128",
    "http://@proxy.example:3128, proxy.example, 3128",
  })
  void hostAndPort(String value, String host, int port) {
    ProxyVariable proxy = ProxyVariable.parse("HTTPS_PROXY", value);
    assertThat(proxy.host(), is(host));
    assertThat(proxy.port(), is(port));
    assertThat(proxy.login(), is(nullValue()));
  }

  @ParameterizedTest
  @CsvSource({
    "http://ann:secret@proxy:3128, ann:secret",
    "ann:secret@proxy:3128/, ann:secret",
    "http://ann@proxy:3128, ann:",
    "http://ann:@proxy:3128, ann:",
    "http://ann:a:b@proxy:3128, ann:a:b",
    "http://ann:p@ss@proxy:3128, ann:p@ss",
    "http://ann:%40%2F%3a%25@proxy:3128, ann:@/:%",
    "http://ann:1+1@proxy:3128, ann:1+1",
    "http://dom\\ann:schön@proxy:3128, dom\\ann:schön",
  })
  void userAndPassword(String value, String login) {
    ProxyVariable proxy = ProxyVariable.parse("HTTPS_PROXY", value);
    assertThat(proxy.host(), is("proxy"));
    assertThat(
        proxy.login(), is("Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8))));
    assertThat(proxy.toString(), is("ProxyVariable[proxy:3128]"));
  }

  @ParameterizedTest
  @CsvSource({
    "http://, is not the address of a proxy",
    "http://ann:hidden@, is not the address of a proxy",
    "http://ann:hidden/x@proxy:3128, is not the address of a proxy",
    "http://ann:hidden%zz@proxy:3128, is not the address of a proxy",
    "proxy:port, is not the address of a proxy",
    "proxy:1:2, is not the address of a proxy",
    "'proxy hidden:3128', is not the address of a proxy",
    "http://proxy:3128/path, is not the address of a proxy",
    "http://proxy:3128?a=hidden, is not the address of a proxy",
    "proxy:0, has a port that is not one of 1 to 65535",
    "proxy:65536, has a port that is not one of 1 to 65535",
    "https://ann:hidden@proxy:3128, names a proxy that is not an http:// one",
    "socks5://ann:hidden@proxy:1080, names a proxy that is not an http:// one",
  })
  void whatIsNoProxyIsOneLineWithoutItsValue(String value, String problem) {
    JobStoppedException refused =
        assertThrows(JobStoppedException.class, () -> ProxyVariable.parse("https_proxy", value));
    String line = String.valueOf(refused.getMessage());
    assertThat(line, startsWith("the environment variable https_proxy " + problem));
    assertThat(line, containsString("; use http://host:port or "));
    assertThat(line, not(containsString("hidden")));
    assertThat(refused.getCause(), is(nullValue()));
  }
}
