package io.github.mailmodosource.activity;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PropertyTest {
  private static final List<String> COMMON =
      List.of(
          "email_id",
          "email_subject",
          "email_type",
          "template_id",
          "template_name",
          "campaign_id",
          "campaign_name",
          "campaign_type",
          "campaign_trigger_source");

  /** Each property has a value of its own, so that none can pass for another. */
  private static final PropertyValues<RuntimeException> VALUES =
      new PropertyValues<>() {
        @Override
        public String text(Property property) {
          assertThat(property.type(), is(Property.Type.TEXT));
          return "the " + property.propertyName();
        }

        @Override
        public Boolean bool(Property property) {
          assertThat(property.type(), is(Property.Type.BOOLEAN));
          return property == Property.APPLE_PRIVACY_OPEN;
        }
      };

  @ParameterizedTest
  @EnumSource
  void anEventHasTheCommonPropertiesThenThoseOfItsOwn(EventType event) {
    List<String> own =
        switch (event) {
          case EMAIL_SENT, EMAIL_MARKED_AS_SPAM -> List.of();
          case EMAIL_OPENED -> List.of("apple_privacy_open");
          case LINK_CLICKED -> List.of("link_id", "link_url");
          case EMAIL_FORM_SUBMITTED -> List.of("form_id", "form_name", "submission_type");
          case EMAIL_BOUNCED -> List.of("reason", "is_hard_bounce");
          case EMAIL_UNSUBSCRIBED -> List.of("reason");
        };
    assertThat(
        Property.of(event).stream().map(Property::propertyName).toList(),
        is(Stream.concat(COMMON.stream(), own.stream()).toList()));
  }

  @Test
  void twoAreBooleansAllOthersText() {
    assertThat(
        Arrays.stream(Property.values())
            .filter(property -> property.type() == Property.Type.BOOLEAN)
            .map(Property::propertyName)
            .toList(),
        contains("apple_privacy_open", "is_hard_bounce"));
    assertThat(Property.values().length, is(17));
  }

  @ParameterizedTest
  @EnumSource
  void anActivityTellsEachOfItsPropertiesAsItWasGiven(EventType event) {
    Activity activity =
        Activity.of(
            event,
            ActivitySamples.occurrence("A-1", ActivitySamples.EMAIL, ActivitySamples.TIME),
            VALUES);
    assertThat(activity.type(), is(event));
    for (Property property : Property.of(event)) {
      Object given =
          switch (property.type()) {
            case TEXT -> VALUES.text(property);
            case BOOLEAN -> VALUES.bool(property);
          };
      assertThat(property.propertyName(), activity.value(property), is(given));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPropertyOfOtherEventsIsAbsent(EventType event) {
    List<Property> others = new ArrayList<>(List.of(Property.values()));
    others.removeAll(Property.of(event));
    for (Property property : others) {
      assertThat(ActivitySamples.full(event).value(property), is(nullValue()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsAbsentInTheRowIsAbsentInTheActivity(EventType event) {
    assertThat(
        Property.of(event).stream()
            .filter(property -> ActivitySamples.bare(event).value(property) != null)
            .toList(),
        is(empty()));
  }
}
