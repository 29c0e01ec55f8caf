package io.github.mailmodosource.track;

import static io.github.mailmodosource.track.TrackSamples.COMMON;
import static io.github.mailmodosource.track.TrackSamples.json;
import static io.github.mailmodosource.track.TrackSamples.properties;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.activity.ActivitySamples;
import io.github.mailmodosource.activity.EventType;
import org.junit.jupiter.api.Test;

class EmailFormSubmittedFnTest {

  @Test
  void itSaysWhichFormAndHow() {
    assertThat(
        properties(
            new EmailFormSubmittedFn(""), ActivitySamples.full(EventType.EMAIL_FORM_SUBMITTED)),
        is(
            json(
                "{"
                    + COMMON
                    + ",'form_id':'F-1','form_name':'Feedback','submission_type':'AMP'}")));
  }

  @Test
  void whatIsAbsentIsLeftOut() {
    assertThat(
        properties(
            new EmailFormSubmittedFn(""), ActivitySamples.bare(EventType.EMAIL_FORM_SUBMITTED)),
        is(json("{}")));
  }
}
