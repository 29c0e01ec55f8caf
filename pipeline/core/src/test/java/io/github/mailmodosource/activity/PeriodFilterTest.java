package io.github.mailmodosource.activity;

import static io.github.mailmodosource.activity.ActivitySamples.EMAIL;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.TestPipelines;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;

class PeriodFilterTest {
  private static final List<Activity> ACTIVITIES =
      List.of(
          at(EventType.EMAIL_SENT, "2026-11-19T23:59:59.999999999Z"),
          at(EventType.EMAIL_SENT, "2026-11-20T00:00:00Z"),
          at(EventType.LINK_CLICKED, "2026-11-20T23:59:59.999999999Z"),
          at(EventType.LINK_CLICKED, "2026-11-21T00:00:00Z"),
          at(EventType.LINK_CLICKED, "2026-11-22T00:00:00Z"));

  @Test
  void activityOutsideTheWindowIsCountedByItsEventAndGoesNoFurther() {
    Pipeline pipeline = TestPipelines.create();
    PAssert.that(kept(pipeline, ActivityPeriod.of("2026-11-20", "2026-11-21")))
        .containsInAnyOrder("2026-11-20T00:00:00Z", "2026-11-20T23:59:59.999999999Z");

    assertThat(
        TestPipelines.run(pipeline),
        is(
            Map.of(
                "funnel/OUTSIDE_WINDOW/Email Sent", 1L,
                "funnel/OUTSIDE_WINDOW/Link Clicked", 2L)));
  }

  @Test
  void withoutBoundsEverythingPassesAndNothingIsCounted() {
    Pipeline pipeline = TestPipelines.create();
    PAssert.that(kept(pipeline, ActivityPeriod.of(null, null)))
        .containsInAnyOrder(
            ACTIVITIES.stream().map(activity -> activity.occurrence().time().toString()).toList());

    assertThat(TestPipelines.run(pipeline), is(anEmptyMap()));
  }

  private static PCollection<String> kept(Pipeline pipeline, ActivityPeriod period) {
    return pipeline
        .apply("Activities", Create.of(ACTIVITIES).withCoder(ActivityCoder.of()))
        .apply("KeepWindow", Filter.by(new PeriodFilter(period)::keeps))
        .apply(
            "Times",
            MapElements.into(TypeDescriptors.strings())
                .via(activity -> activity.occurrence().time().toString()));
  }

  private static Activity at(EventType type, String time) {
    return ActivitySamples.bare(type, ActivitySamples.occurrence(null, EMAIL, Instant.parse(time)));
  }
}
