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
    assertThat(ExitCode.DIFFERENCES, is(4));
    assertThat(ExitCode.CEILING, is(5));
    assertThat(ExitCode.INTERRUPTED, is(130));
    assertThat(ExitCode.TERMINATED, is(143));
  }

  /** "If several hold: 2, 130/143, 1, 5, 4, 3." */
  @Test
  void ofSeveralTheFirstOfTheContractsOrderCounts() {
    assertThat(ExitCode.of(3, 4, 1, 2, 0), is(2));
    assertThat(ExitCode.of(2, 130), is(2));
    assertThat(ExitCode.of(1, 130, 3), is(130));
    assertThat(ExitCode.of(143, 1), is(143));
    assertThat(ExitCode.of(0, 3, 4, 1), is(1));
    assertThat(ExitCode.of(5, 1), is(1));
    assertThat(ExitCode.of(3, 4, 5), is(5));
    assertThat(ExitCode.of(3, 4), is(4));
    assertThat(ExitCode.of(0, 3), is(3));
    assertThat(ExitCode.of(0, 0), is(0));
  }
}
