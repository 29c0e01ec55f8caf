package io.github.mailmodosource.commandline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionErrorsTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`Class interface X missing a property named 'foo'.`,"
            + " `there is no option --foo (send --help lists them)`",
        "`Class interface X missing a property named 'foo'. Did you mean 'food'?`,"
            + " `there is no option --foo; did you mean --food? (send --help lists them)`",
        "`Class interface X missing a property named 'foo'. Did you mean one of [food, fool]?`,"
            + " `there is no option --foo; did you mean --food or --fool?"
            + " (send --help lists them)`",
        "`Unknown 'runner' specified 'Spork', supported pipeline runners [A, B]`,"
            + " `there is no runner Spork: give DirectRunner or FlinkRunner`",
        "`Overflow of int\n at line 1`, `--number=many cannot be read: Overflow of int`",
        "`expected one element but was: <1, 2>`, `--number is given more than once: give it once`",
        "``, `--number=many cannot be read: no reason is known`",
      })
  void saysWhatBeamFoundInOneLine(String message, String line) {
    assertThat(
        OptionErrors.explain(new IllegalArgumentException(message), "send", "--number=many"),
        is(line));
  }
}
