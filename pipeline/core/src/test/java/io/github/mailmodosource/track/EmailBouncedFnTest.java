package io.github.mailmodosource.track;

import static io.github.mailmodosource.track.TrackSamples.COMMON;
import static io.github.mailmodosource.track.TrackSamples.json;
import static io.github.mailmodosource.track.TrackSamples.properties;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.activity.ActivitySamples;
import io.github.mailmodosource.activity.EventType;
import org.junit.jupiter.api.Test;

class EmailBouncedFnTest {

  @Test
  void itSaysWhyAndWhetherForGoodAsABoolean() {
    assertThat(
        properties(new EmailBouncedFn(""), ActivitySamples.full(EventType.EMAIL_BOUNCED)),
        is(json("{" + COMMON + ",'reason':'mailbox full','is_hard_bounce':false}")));
  }

  @Test
  void whatIsAbsentIsLeftOut() {
    assertThat(
        properties(new EmailBouncedFn(""), ActivitySamples.bare(EventType.EMAIL_BOUNCED)),
        is(json("{}")));
  }
}
