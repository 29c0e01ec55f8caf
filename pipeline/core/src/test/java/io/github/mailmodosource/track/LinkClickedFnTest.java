package io.github.mailmodosource.track;

import static io.github.mailmodosource.track.TrackSamples.COMMON;
import static io.github.mailmodosource.track.TrackSamples.json;
import static io.github.mailmodosource.track.TrackSamples.properties;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.activity.ActivitySamples;
import io.github.mailmodosource.activity.EventType;
import org.junit.jupiter.api.Test;

class LinkClickedFnTest {

  @Test
  void itSaysWhichLink() {
    assertThat(
        properties(new LinkClickedFn(""), ActivitySamples.full(EventType.LINK_CLICKED)),
        is(json("{" + COMMON + ",'link_id':'L-1','link_url':'https://example.com/?a=b'}")));
  }

  @Test
  void whatIsAbsentIsLeftOut() {
    assertThat(
        properties(new LinkClickedFn(""), ActivitySamples.bare(EventType.LINK_CLICKED)),
        is(json("{}")));
  }
}
