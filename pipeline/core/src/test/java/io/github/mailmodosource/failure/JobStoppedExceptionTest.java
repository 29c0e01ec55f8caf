package io.github.mailmodosource.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Without a runner's mark on the class path it is a plain exception. */
class JobStoppedExceptionTest {
  @Test
  void theMessageIsTheLineForTheUserAndTheCauseStays() {
    IOException cause = new IOException("disk full");

    JobStoppedException stopped = JobStoppedException.of("the report cannot be written", cause);

    assertEquals("the report cannot be written", stopped.getMessage());
    assertSame(cause, stopped.getCause());
    assertEquals(JobStoppedException.class, stopped.getClass());
  }
}
