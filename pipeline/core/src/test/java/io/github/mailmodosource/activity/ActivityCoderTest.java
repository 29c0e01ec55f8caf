package io.github.mailmodosource.activity;

import static io.github.mailmodosource.activity.ActivitySamples.EMAIL;
import static io.github.mailmodosource.activity.ActivitySamples.describe;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.coding.CoderChecks;
import io.github.mailmodosource.rows.RowSamples;
import java.time.Instant;
import java.util.Map;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActivityCoderTest {
  private final ActivityCoder<Activity> coder = ActivityCoder.of();

  @ParameterizedTest
  @EnumSource(EventType.class)
  void anActivityComesBackAsItWas(EventType type) throws Exception {
    assertComesBack(ActivitySamples.full(type));
    assertComesBack(ActivitySamples.bare(type));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999999999Z",
        "1970-01-01T00:00:00Z",
        "2026-11-20T03:04:05.000000001Z",
        "9999-12-31T23:59:59.999999999Z"
      })
  void everyTimeComesBackToTheNanosecond(String time) throws Exception {
    assertComesBack(
        ActivitySamples.bare(
            EventType.EMAIL_SENT, ActivitySamples.occurrence(null, EMAIL, Instant.parse(time))));
  }

  @Test
  void theRowAndTheExtrasComeBack() throws Exception {
    Occurrence occurrence =
        new Occurrence(
            "Ä-1",
            EMAIL,
            ActivitySamples.TIME,
            Map.of("userAgent", "\"😀\""),
            RowSamples.csv("a,b", "1,ü"));
    Activity copy = copy(ActivitySamples.bare(EventType.EMAIL_OPENED, occurrence));
    assertThat(copy.occurrence().extras(), is(occurrence.extras()));
    assertThat(copy.occurrence().row().text(), is("1,ü"));
    assertThat(copy.occurrence().row().header(), is(occurrence.row().header()));
  }

  @Test
  void bytesOfAnotherVersionAreRefused() throws Exception {
    CoderChecks.refusesAnotherVersion(coder, ActivitySamples.full(EventType.EMAIL_BOUNCED));
  }

  private void assertComesBack(Activity activity) throws Exception {
    assertThat(describe(copy(activity)), is(describe(activity)));
  }

  private Activity copy(Activity activity) throws Exception {
    return CoderUtils.clone(coder, activity);
  }
}
