package io.github.mailmodosource.runner;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.io.EOFException;
import java.io.IOException;
import org.apache.flink.util.FlinkException;
import org.apache.flink.util.SerializedThrowable;
import org.apache.flink.util.StateMigrationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** In Flink's words, which {@code FailedStreamTest} has from Flink itself. */
class RefusedStateTest {
  private static final String FAILED = "Failed to rollback to checkpoint/savepoint file:/s. ";

  @Test
  void aStepThatThisRunDoesNotHave() {
    assertThat(
        line(
            new IllegalStateException(
                FAILED
                    + "Cannot map checkpoint/savepoint state for operator 1f to the new program,"
                    + " because the operator is not available in the new program. If you want")),
        is(
            "it is of a run that read something else (files in the place of a table, or a table"
                + " beside them), or of another version; use another --state, which reads all of"
                + " --activity again and sends it under the same ids; or drain first with what"
                + " wrote it: run that once more, and end it with SIGTERM when all is delivered,"
                + " then begin with a new --state"));
  }

  @Test
  void anotherMaxParallelism() {
    String line =
        "it was written with --maxParallelism=128, and this run has --maxParallelism=64; use"
            + " --maxParallelism=128";
    assertThat(
        line(
            new IllegalStateException(
                FAILED
                    + "Max parallelism mismatch between checkpoint/savepoint state and new program."
                    + " Cannot map operator 1f with max parallelism 128 to new program with max"
                    + " parallelism 64. This indicates that the program has been changed in a"
                    + " non-compatible way after the checkpoint/savepoint.")),
        is(line));
    assertThat(
        line(
            new IllegalStateException(
                "The maximum parallelism (128) with which the latest checkpoint of the execution"
                    + " job vertex Deduplicate has been taken and the current maximum parallelism"
                    + " (64) changed. This is currently not supported.")),
        is(line));
  }

  @Test
  void aLargerParallelismThanTheStateCanBeSplitInto() {
    assertThat(
        line(
            new FlinkException(
                "The state for task Send can not be restored. The maximum parallelism (4) of the"
                    + " restored state is lower than the configured parallelism (8). Please reduce"
                    + " the parallelism")),
        is(
            "it was written with --maxParallelism=4, and this run has --parallelism=8; use"
                + " --parallelism=4 or less"));
  }

  @Test
  void aDamagedFile() {
    String line =
        "the checkpoint at /state/chk-7 is damaged; delete it (the one before it is used, if there"
            + " is one), or use another --state, which reads all of --activity again and sends it"
            + " under the same ids";
    Exception cut = new IOException("Could not restore keyed state backend", new EOFException());
    assertThat(line(cut), is(line));
    assertThat(line(new SerializedThrowable(cut)), is(line));
  }

  @Test
  void anotherVersionOrBackend() {
    assertThat(
        line(new StateMigrationException("the serializer of 1f is org.example.Serializer")),
        is(
            "it is of another version, or of another --stateBackend; use another --state, which"
                + " reads all of --activity again and sends it under the same ids; or drain first"
                + " with what wrote it: run that once more, and end it with SIGTERM when all is"
                + " delivered, then begin with a new --state"));
  }

  @Test
  void whatElseFailsIsNotAboutTheState() {
    assertThat(line(new IllegalStateException("a bug")), is(nullValue()));
    assertThat(line(new EOFException("of the activity")), is(nullValue()));
  }

  private static @Nullable String line(Throwable thrown) {
    return RefusedState.line(new RuntimeException(thrown), "/state/chk-7");
  }
}
