package io.github.mailmodosource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.failure.JobStoppedException;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "Nothing of ours ends somebody else's process: main returns or throws." */
class WithinJobManagerTest {
  private static final String[] SEND = {"send"};

  private static RuntimeException failure(String[] args, IntSupplier command) {
    return assertThrows(RuntimeException.class, () -> WithinJobManager.run(args, command));
  }

  /** What is thrown is answered with its trace, which says nothing more. */
  private static void assertIsTheLine(RuntimeException thrown, String line) {
    assertThat(thrown.getMessage(), is(line));
    assertThat(thrown.getStackTrace().length, is(0));
    assertThat(thrown.getCause(), is(nullValue()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 4})
  void whatIsDoneIsNoFailureWhateverItFound(int exitCode) {
    assertDoesNotThrow(() -> WithinJobManager.run(SEND, () -> exitCode));
  }

  @Test
  void aRunThatFailedFailsTheApplication() {
    assertThat(failure(SEND, () -> 1).getMessage(), containsString("the run failed"));
  }

  @Test
  void whatUsersCauseIsTheirOneLine() {
    assertIsTheLine(
        failure(
            SEND,
            () -> {
              throw new UsageException("--since=x is not a date");
            }),
        "mailmodo-source: --since=x is not a date");
    assertIsTheLine(
        failure(
            SEND,
            () -> {
              throw JobStoppedException.of("reader@example.com\nis away");
            }),
        "mailmodo-source: r***@example.com\\nis away");
  }

  @Test
  void withoutArgumentsItSaysWhereTheyAreMissing() {
    assertIsTheLine(
        failure(new String[0], () -> 0),
        "mailmodo-source: the program arguments are missing; begin with a command, such as send");
  }

  @Test
  void aBugIsThrownAsItIs() {
    IllegalStateException bug = new IllegalStateException("a bug");
    assertThat(
        failure(
            SEND,
            () -> {
              throw bug;
            }),
        is(sameInstance(bug)));
  }
}
