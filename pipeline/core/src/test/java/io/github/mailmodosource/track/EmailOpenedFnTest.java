package io.github.mailmodosource.track;

import static io.github.mailmodosource.track.TrackSamples.COMMON;
import static io.github.mailmodosource.track.TrackSamples.json;
import static io.github.mailmodosource.track.TrackSamples.properties;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.activity.ActivitySamples;
import io.github.mailmodosource.activity.EventType;
import org.junit.jupiter.api.Test;

class EmailOpenedFnTest {

  @Test
  void itSaysWhetherApplesPrivacyOpenedItAsABoolean() {
    assertThat(
        properties(new EmailOpenedFn(""), ActivitySamples.full(EventType.EMAIL_OPENED)),
        is(json("{" + COMMON + ",'apple_privacy_open':true}")));
  }

  @Test
  void whatIsAbsentIsLeftOut() {
    assertThat(
        properties(new EmailOpenedFn(""), ActivitySamples.bare(EventType.EMAIL_OPENED)),
        is(json("{}")));
  }
}
