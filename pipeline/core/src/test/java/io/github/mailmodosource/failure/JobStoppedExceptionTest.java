package io.github.mailmodosource.failure;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.beam.sdk.util.UserCodeException;
import org.apache.flink.runtime.throwable.ThrowableClassifier;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.junit.jupiter.api.Test;

/** What stops a job stops it for good. */
class JobStoppedExceptionTest {

  @Test
  void flinkDoesNotStartTheJobAgain() {
    Throwable thrown = UserCodeException.wrap(JobStoppedException.of("check the write key"));

    assertTrue(
        ThrowableClassifier.findThrowableOfThrowableType(
                new RuntimeException(thrown), ThrowableType.NonRecoverableError)
            .isPresent());
  }
}
