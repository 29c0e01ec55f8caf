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
            + " `--foo is not an option (send --help lists the options)`",
        "`Class interface X missing a property named 'foo'. Did you mean 'food'?`,"
            + " `--foo is not an option; did you mean --food? (send --help lists the options)`",
        "`Class interface X missing a property named 'foo'. Did you mean one of [food, fool]?`,"
            + " `--foo is not an option; did you mean --food or --fool?"
            + " (send --help lists the options)`",
        "`Unknown 'runner' specified 'Spork', supported pipeline runners [A, B]`,"
            + " `--runner=Spork is not a known runner; use DirectRunner or FlinkRunner`",
        "`Overflow of int\n at line 1`, `--number=many is not valid: Overflow of int`",
        "`expected one element but was: <1, 2>`, `--number is given more than once; give it once`",
        "``, `--number=many is not valid: the reason is unknown`",
      })
  void saysWhatBeamFoundInOneLine(String message, String line) {
    assertThat(
        OptionErrors.explain(new IllegalArgumentException(message), "send", "--number=many"),
        is(line));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "DirectRunner, `--runner=DirectRunner is not in this jar, which is for Flink clusters; use"
            + " --runner=FlinkRunner, or mailmodo-source.jar`",
        "direct, `--runner=direct is not in this jar, which is for Flink clusters; use"
            + " --runner=FlinkRunner, or mailmodo-source.jar`",
        "Spork, `--runner=Spork is not a known runner; use FlinkRunner`",
      })
  void withoutTheDirectRunnerTheFlinkRunnerIsTheOneToUse(String runner, String line) {
    assertThat(OptionErrors.wrongRunner(runner, false), is(line));
  }
}
