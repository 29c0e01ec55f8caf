package io.github.mailmodosource.event;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.matchesPattern;

import org.junit.jupiter.api.Test;

class VersionTest {
  @Test
  void isThatOfTheBuild() {
    assertThat(Version.get(), matchesPattern("\\d+\\.\\d+\\.\\d+(-[A-Za-z0-9.]+)?"));
  }
}
