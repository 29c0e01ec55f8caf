package io.github.mailmodosource.segment;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST",
        "localhost.",
        "segment.localhost",
        "127.0.0.1",
        "127.255.3.4",
        "[::1]",
        "[0:0:0:0:0:0:0:1]",
        "[::ffff:127.0.0.1]"
      })
  void thisMachine(String host) {
    assertTrue(Loopback.isHost(host));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api.segment.io",
        "localhost.example.com",
        "notlocalhost",
        "127.0.0.1.example.com",
        "128.0.0.1",
        "10.0.0.1",
        "0.0.0.0",
        "[::]",
        "[::2]",
        "[fe80::1]",
        "[nothing]"
      })
  void anotherMachine(String host) {
    assertFalse(Loopback.isHost(host));
  }
}
