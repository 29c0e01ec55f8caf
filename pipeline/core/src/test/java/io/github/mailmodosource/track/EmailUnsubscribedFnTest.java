package io.github.mailmodosource.track;

import static io.github.mailmodosource.track.TrackSamples.COMMON;
import static io.github.mailmodosource.track.TrackSamples.json;
import static io.github.mailmodosource.track.TrackSamples.properties;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.activity.ActivitySamples;
import io.github.mailmodosource.activity.EventType;
import org.junit.jupiter.api.Test;

class EmailUnsubscribedFnTest {

  @Test
  void itSaysWhy() {
    assertThat(
        properties(new EmailUnsubscribedFn(""), ActivitySamples.full(EventType.EMAIL_UNSUBSCRIBED)),
        is(json("{" + COMMON + ",'reason':'too many e-mails'}")));
  }

  @Test
  void whatIsAbsentIsLeftOut() {
    assertThat(
        properties(new EmailUnsubscribedFn(""), ActivitySamples.bare(EventType.EMAIL_UNSUBSCRIBED)),
        is(json("{}")));
  }
}
