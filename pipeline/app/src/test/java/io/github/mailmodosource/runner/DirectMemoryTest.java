package io.github.mailmodosource.runner;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import org.junit.jupiter.api.Test;

class DirectMemoryTest {
  private static final long MB = 1 << 20;
  private static final long GB = 1 << 30;

  @Test
  void whatTakesMoreThanTheHeapIsToldWithTheWayFromThere() {
    assertThat(
        DirectMemory.tooLittle(2 * GB, 6 * GB),
        is(
            "the DirectRunner keeps in memory what it reads, about 10.0 GB here, and may take"
                + " 6.0 GB; use --runner=FlinkRunner, which groups on disk, or allow more with"
                + " JAVA_OPTS=-Xmx10g"));
  }

  @Test
  void lessThanAGigabyteIsToldInMegabytes() {
    assertThat(
        DirectMemory.tooLittle(100 * MB, 256 * MB),
        is(
            "the DirectRunner keeps in memory what it reads, about 500 MB here, and may take"
                + " 256 MB; use --runner=FlinkRunner, which groups on disk, or allow more with"
                + " JAVA_OPTS=-Xmx1g"));
  }

  @Test
  void nothingIsToldOfWhatFitsOrIsNotKnown() {
    assertThat(DirectMemory.tooLittle(GB, 5 * GB), is(nullValue()));
    assertThat(DirectMemory.tooLittle(0, 64 * MB), is(nullValue()));
  }
}
