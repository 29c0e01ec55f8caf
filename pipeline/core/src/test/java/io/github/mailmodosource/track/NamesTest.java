package io.github.mailmodosource.track;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.ActivitySamples;
import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.activity.Property;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NamesTest {

  /** A property that was added to the list but not to its DoFn is found here. */
  @ParameterizedTest
  @EnumSource
  void aDoFnWritesAllPropertiesOfItsEventInTheirOrder(EventType event) {
    Activity full = ActivitySamples.full(event);
    JsonNode properties =
        switch (event) {
          case EMAIL_SENT -> TrackSamples.properties(new EmailSentFn(""), full);
          case EMAIL_OPENED -> TrackSamples.properties(new EmailOpenedFn(""), full);
          case LINK_CLICKED -> TrackSamples.properties(new LinkClickedFn(""), full);
          case EMAIL_FORM_SUBMITTED -> TrackSamples.properties(new EmailFormSubmittedFn(""), full);
          case EMAIL_MARKED_AS_SPAM -> TrackSamples.properties(new EmailMarkedAsSpamFn(""), full);
          case EMAIL_BOUNCED -> TrackSamples.properties(new EmailBouncedFn(""), full);
          case EMAIL_UNSUBSCRIBED -> TrackSamples.properties(new EmailUnsubscribedFn(""), full);
        };
    List<String> written = new ArrayList<>();
    properties.fieldNames().forEachRemaining(written::add);
    assertThat(written, is(Property.of(event).stream().map(Property::propertyName).toList()));
  }
}
