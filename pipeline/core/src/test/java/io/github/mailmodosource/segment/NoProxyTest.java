package io.github.mailmodosource.segment;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms of curl's manual, and those of other programs that share the variable. */
class NoProxyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* | api.segment.io",
        "a.example, * | api.segment.io",
        "api.segment.io | api.segment.io",
        "API.Segment.IO | api.segment.io",
        "api.segment.io | API.SEGMENT.IO",
        "segment.io | api.segment.io",
        ".segment.io | api.segment.io",
        ".segment.io | segment.io",
        "*.segment.io | api.segment.io",
        "segment.io. | api.segment.io",
        "segment.io | api.segment.io.",
        "a.example segment.io b.example | api.segment.io",
        "a.example,,segment.io | api.segment.io",
        "segment.io:443 | api.segment.io",
        "*:443 | api.segment.io",
        "10.1.2.3 | 10.1.2.3",
        "10.1.2.3:443 | 10.1.2.3",
        "10.* | 10.1.2.3",
        "10.0.0.0/8 | 10.255.2.3",
        "10.1.2.0/23 | 10.1.3.255",
        "10.1.2.3/32 | 10.1.2.3",
        "0.0.0.0/0 | 10.1.2.3",
        "2001:db8::1 | [2001:DB8:0:0:0:0:0:1]",
        "[2001:db8::1] | [2001:db8::1]",
        "[2001:db8::1]:443 | [2001:db8::1]",
        "2001:db8::/32 | [2001:db8:1::1]",
      })
  void isFor(String entries, String host) {
    assertTrue(NoProxy.isFor(entries, host, 443));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | api.segment.io",
        "segment.io | notsegment.io",
        "segment.io | segment.io.example",
        "api.segment.io | segment.io",
        "*.segment.io | segment.io",
        "segment.io:8443 | api.segment.io",
        "segment.io:x | api.segment.io",
        ". | api.segment.io",
        "10.1.2.3 | 10.1.2.30",
        "2.3 | 10.1.2.3",
        "10.0.0.0/8 | 11.0.0.1",
        "10.1.2.0/23 | 10.1.4.0",
        "10.0.0.0/8 | ten.example",
        "10.0.0.0/x | 10.0.0.1",
        "10.0.0/8 | 10.0.0.1",
        "2001:db8::/32 | 10.0.0.1",
        "2001:db8::/32 | [2001:db9::1]",
        "<local> | api.segment.io",
      })
  void isNotFor(String entries, String host) {
    assertFalse(NoProxy.isFor(entries, host, 443));
  }

  @ParameterizedTest
  @CsvSource({
    "localhost|*.segment.io, api.segment.io, true",
    "*, api.segment.io, true",
    "API.*, api.segment.io, true",
    "segment.io, api.segment.io, false",
    "'', api.segment.io, false",
  })
  void patternsOfJava(String patterns, String host, boolean expected) {
    assertTrue(NoProxy.isJavasFor(patterns, host) == expected);
  }
}
