package io.github.mailmodosource.event;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.coding.CoderChecks;
import io.github.mailmodosource.rows.RowSamples;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class TrackEventCoderTest {
  private final TrackEvent event =
      new TrackEvent(
          "mailmodo-1",
          "Link Clicked",
          new EventJson("before{\"ü\":\"😀\"}behind".getBytes(StandardCharsets.UTF_8), 6, 13),
          RowSamples.csv("a,b", "1,ü"));

  @Test
  void anEventComesBackAsItWas() throws Exception {
    TrackEvent copy = CoderUtils.clone(TrackEventCoder.of(), event);
    assertThat(copy.messageId(), is(event.messageId()));
    assertThat(copy.eventName(), is(event.eventName()));
    assertThat(copy.json().text(), is("{\"ü\":\"😀\"}"));
    assertThat(copy.row().text(), is("1,ü"));
    assertThat(copy.row().where(), is(event.row().where()));
    assertThat(copy.row().header(), is(event.row().header()));
  }

  @Test
  void bytesOfAnotherVersionAreRefused() throws Exception {
    CoderChecks.refusesAnotherVersion(TrackEventCoder.of(), event);
  }
}
