package io.github.mailmodosource.commandline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;

class ExitCodeTest {
  @Test
  void scriptsRelyOnTheNumbers() {
    assertThat(ExitCode.DONE, is(0));
    assertThat(ExitCode.FAILED, is(1));
    assertThat(ExitCode.USAGE, is(2));
    assertThat(ExitCode.DEAD_LETTERS, is(3));
  }
}
