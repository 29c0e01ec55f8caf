package io.github.mailmodosource.track;

import static io.github.mailmodosource.track.TrackSamples.COMMON;
import static io.github.mailmodosource.track.TrackSamples.json;
import static io.github.mailmodosource.track.TrackSamples.properties;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.activity.ActivitySamples;
import io.github.mailmodosource.activity.EventType;
import org.junit.jupiter.api.Test;

class EmailSentFnTest {

  @Test
  void itHasTheCommonPropertiesAlone() {
    assertThat(
        properties(new EmailSentFn(""), ActivitySamples.full(EventType.EMAIL_SENT)),
        is(json("{" + COMMON + "}")));
  }

  @Test
  void whatIsAbsentIsLeftOut() {
    assertThat(
        properties(new EmailSentFn(""), ActivitySamples.bare(EventType.EMAIL_SENT)),
        is(json("{}")));
  }
}
