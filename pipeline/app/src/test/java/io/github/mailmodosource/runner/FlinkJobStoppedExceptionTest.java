package io.github.mailmodosource.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mailmodosource.failure.JobStoppedException;
import org.apache.flink.runtime.throwable.ThrowableClassifier;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.junit.jupiter.api.Test;

/** The mark comes from the class path, and Flink understands it. */
class FlinkJobStoppedExceptionTest {
  @Test
  void flinkDoesNotStartTheJobAgain() {
    Throwable wrapped = new RuntimeException(JobStoppedException.of("the write key is wrong"));

    assertTrue(
        ThrowableClassifier.findThrowableOfThrowableType(wrapped, ThrowableType.NonRecoverableError)
            .isPresent());
  }

  @Test
  void theMessageIsTheLineForTheUser() {
    assertEquals(
        "the write key is wrong", JobStoppedException.of("the write key is wrong").getMessage());
  }
}
