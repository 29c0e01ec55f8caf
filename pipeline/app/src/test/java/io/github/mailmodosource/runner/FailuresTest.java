package io.github.mailmodosource.runner;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.github.mailmodosource.failure.JobStoppedException;
import java.io.IOException;
import java.lang.reflect.Constructor;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.util.UserCodeException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.client.JobSubmissionException;
import org.apache.flink.util.SerializedThrowable;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private static final String LINE = "the write key was not accepted; check it";
  private final JobStoppedException stopped = JobStoppedException.of(LINE);

  @Test
  void findsTheLineHoweverDeepARunnerWrapsIt() {
    assertThat(Failures.userLine(stopped), is(LINE));
    assertThat(
        Failures.userLine(new PipelineExecutionException(UserCodeException.wrap(stopped))),
        is(LINE));
    assertThat(
        Failures.userLine(
            new RuntimeException(
                "Pipeline execution failed", new IOException(new RuntimeException(stopped)))),
        is(LINE));
  }

  @Test
  void findsTheLineOfAnotherMachineWithoutTheNameOfAClass() {
    assertThat(Failures.userLine(new RuntimeException(new SerializedThrowable(stopped))), is(LINE));
    assertThat(
        Failures.userLine(
            new RuntimeException(new SerializedThrowable(new RuntimeException("x", stopped)))),
        is(LINE));
  }

  /** Here Flink's mark is on the class path; other processes may be without it. */
  @Test
  void knowsTheLineOfAnotherMachineWithFlinksMarkAndWithout() throws Exception {
    Throwable plain = plainStop();
    assertThat(stopped.getClass().getSimpleName(), is("FlinkJobStoppedException"));
    assertThat(Failures.userLine(new RuntimeException(new SerializedThrowable(stopped))), is(LINE));
    assertThat(Failures.userLine(new RuntimeException(new SerializedThrowable(plain))), is(LINE));
  }

  @Test
  void aBugOfOursHasNoLineForTheUser() {
    assertThat(Failures.userLine(new IllegalStateException("a bug")), is(nullValue()));
    assertThat(
        Failures.userLine(new RuntimeException(new NullPointerException())), is(nullValue()));
    assertThat(
        Failures.userLine(new SerializedThrowable(new IllegalStateException("a bug"))),
        is(nullValue()));
  }

  @Test
  void saysThatAClusterDidNotTakeTheJob() {
    Throwable refused =
        new JobSubmissionException(
            new JobID(), "Failed to submit JobGraph.", new IOException("Connection refused\nmore"));
    assertThat(
        Failures.userLine(new RuntimeException(refused)),
        is(
            "the Flink cluster did not accept the job (Connection refused); is it running, and is"
                + " --flinkMaster its REST address?"));
  }

  @Test
  void saysHowToGiveMoreMemory() {
    assertThat(
        String.valueOf(
            Failures.userLine(new RuntimeException(new OutOfMemoryError("Java heap space")))),
        containsString("JAVA_OPTS=-Xmx"));
  }

  private static JobStoppedException plainStop() throws ReflectiveOperationException {
    Constructor<JobStoppedException> plain =
        JobStoppedException.class.getDeclaredConstructor(String.class, Throwable.class);
    plain.setAccessible(true);
    return plain.newInstance(LINE, null);
  }

  /** Wherever it happened, as Flink tells of it. */
  @Test
  void aBugIsOneLineThatNamesItsPlace() {
    IllegalStateException bug = new IllegalStateException("what must not be\nis");
    String line =
        "java.lang.IllegalStateException: what must not be (FailuresTest.java:"
            + bug.getStackTrace()[0].getLineNumber()
            + ")";
    assertThat(Failures.bugLine(new RuntimeException("wrapped", bug)), is(line));
    assertThat(
        Failures.bugLine(new RuntimeException("wrapped", new SerializedThrowable(bug))), is(line));
  }

  @Test
  void theReasonIsToldWithoutTheNameOfAClass() {
    IOException full = new IOException("No space left on device\nmore");
    assertThat(Failures.root(new RuntimeException(full)), is("No space left on device"));
    assertThat(
        Failures.root(new RuntimeException(new SerializedThrowable(full))),
        is("No space left on device"));
  }
}
