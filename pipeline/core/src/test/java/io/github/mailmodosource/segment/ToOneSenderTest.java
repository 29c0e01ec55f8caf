package io.github.mailmodosource.segment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.startsWith;

import io.github.mailmodosource.TestPipelines;
import io.github.mailmodosource.event.TrackEventCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.junit.jupiter.api.Test;

/** What it does within the sink is told by {@link SegmentSinkTest}. */
class ToOneSenderTest {
  @Test
  void anInputWithoutEndIsRefused() {
    assertThat(
        TestPipelines.refusalOfEndless(ListCoder.of(TrackEventCoder.of()), ToOneSender.create()),
        startsWith("ToOneSender works on bounded input only"));
  }
}
