package io.github.mailmodosource.activity;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.TestPipelines;
import io.github.mailmodosource.metrics.RunCounters;
import io.github.mailmodosource.metrics.RunnerCounts;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.RowSamples;
import io.github.mailmodosource.rows.RowUnit;
import java.time.ZoneId;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;

class ActivityRowsTest {
  private static final String NEEDED = "'email':'A@b.co','occurred_at':'2026-11-20T03:04:05'";

  @Test
  void aRowBecomesAnActivityOrADeadLetterAndCountsOnce() {
    Pipeline pipeline = TestPipelines.create();
    PCollectionTuple parsed =
        parse(
            pipeline,
            "UTC",
            false,
            "{'event':'Email Sent'," + NEEDED + "}",
            "",
            "{'event':'sent'," + NEEDED + "}",
            "{'event':'link_clicked'," + NEEDED + "}",
            "{'event':'delivered'," + NEEDED + "}",
            "{" + NEEDED + "}",
            "{'event':'sent'",
            "[7]",
            "{'event':'opened','occurred_at':'2026-11-20T03:04:05Z'}",
            "{'event':'opened','email':'a@b.co','occurred_at':'soon'}",
            "{'event':'opened'," + NEEDED + ",'apple_privacy_open':'maybe'}",
            "   ");
    PAssert.that(activities(parsed))
        .containsInAnyOrder(
            "Email Sent a@b.co 2026-11-20T03:04:05Z {}",
            "Email Sent a@b.co 2026-11-20T03:04:05Z {}",
            "Link Clicked a@b.co 2026-11-20T03:04:05Z {}");
    PAssert.that(letters(parsed))
        .containsInAnyOrder(
            "UNKNOWN_EVENT sample.jsonl line 5",
            "UNKNOWN_EVENT sample.jsonl line 6",
            "BAD_JSON sample.jsonl line 7",
            "BAD_JSON sample.jsonl line 8",
            "MISSING_EMAIL sample.jsonl line 9",
            "BAD_TIME sample.jsonl line 10",
            "BAD_BOOLEAN sample.jsonl line 11");

    assertThat(
        TestPipelines.run(pipeline),
        is(
            Map.of(
                "funnel/READ/Email Sent", 2L,
                "funnel/READ/Link Clicked", 1L,
                "funnel/READ/Email Opened", 3L,
                "funnel/READ/unknown", 4L,
                "funnel/INVALID/Email Opened", 3L,
                "funnel/INVALID/unknown", 4L)));
  }

  /** So that the funnel adds up. */
  @Test
  void aFileThatCannotBeReadCountsAsOneInvalidRow() {
    Pipeline pipeline = TestPipelines.create();
    PCollectionTuple parsed =
        pipeline
            .apply(
                "Rows",
                Create.<RowUnit>of(RowBlock.ofUnreadableFile("in/a.jsonl.gz", "it ends too early"))
                    .withCoder(RowSamples.unitCoder()))
            .apply("ActivityRows", new ActivityRowsStep(new TimeParser(ZoneId.of("UTC")), false));
    PAssert.that(activities(parsed)).empty();
    PAssert.that(letters(parsed)).containsInAnyOrder("UNREADABLE_FILE in/a.jsonl.gz");
    assertThat(
        TestPipelines.run(pipeline),
        is(Map.of("funnel/READ/unknown", 1L, "funnel/INVALID/unknown", 1L)));
  }

  @Test
  void aDeadLetterKeepsTheOriginalUnchanged() {
    Pipeline pipeline = TestPipelines.create();
    PCollectionTuple parsed = parse(pipeline, "UTC", false, "  {'event' :  'nothing'}  ");
    PAssert.that(
            parsed
                .get(ActivityRowsStep.DEAD_LETTERS)
                .apply(
                    "Originals",
                    MapElements.into(TypeDescriptors.strings()).via(letter -> letter.row())))
        .containsInAnyOrder("  {\"event\" :  \"nothing\"}  ");
    TestPipelines.run(pipeline);
  }

  @Test
  void anUnexpectedCampaignTypePassesAndIsCountedAsAWarning() {
    Pipeline pipeline = TestPipelines.create();
    PCollectionTuple parsed =
        parse(
            pipeline,
            "UTC",
            false,
            "{'event':'sent'," + NEEDED + ",'campaign_type':'CONTACT_LIST'}",
            "{'event':'sent'," + NEEDED + ",'campaign_type':'TRIGGERED'}",
            "{'event':'sent'," + NEEDED + ",'campaign_type':'BULK'}",
            "{'event':'sent'," + NEEDED + ",'campaign_type':'triggered'}");
    PAssert.that(
            parsed
                .get(ActivityRowsStep.ACTIVITIES)
                .apply(
                    "Types",
                    MapElements.into(TypeDescriptors.strings())
                        .via(activity -> String.valueOf(activity.mailing().campaignType()))))
        .containsInAnyOrder("CONTACT_LIST", "TRIGGERED", "BULK", "triggered");

    assertThat(
        TestPipelines.run(pipeline),
        is(Map.of("funnel/READ/Email Sent", 4L, "warnings/unexpected_campaign_type", 2L)));
  }

  @Test
  void unknownFieldsAreDroppedAndCounted() {
    Pipeline pipeline = TestPipelines.create();
    PCollectionTuple parsed =
        parse(
            pipeline,
            "UTC",
            false,
            "{'event':'sent'," + NEEDED + ",'userAgent':'x','opens':3}",
            "{'event':'sent'," + NEEDED + ",'userAgent':'y','nothing':null}");
    PAssert.that(activities(parsed))
        .containsInAnyOrder(
            "Email Sent a@b.co 2026-11-20T03:04:05Z {}",
            "Email Sent a@b.co 2026-11-20T03:04:05Z {}");

    assertThat(
        TestPipelines.run(pipeline),
        is(Map.of("funnel/READ/Email Sent", 2L, "warnings/unknown_fields", 3L)));
  }

  @Test
  void unknownFieldsAreKeptIfTheUserSaysSo() {
    Pipeline pipeline = TestPipelines.create();
    PCollectionTuple parsed =
        parse(pipeline, "UTC", true, "{'event':'sent'," + NEEDED + ",'opens':3}");
    PAssert.that(activities(parsed))
        .containsInAnyOrder("Email Sent a@b.co 2026-11-20T03:04:05Z {opens=3}");
    TestPipelines.run(pipeline);
  }

  @Test
  void aTimeWithoutAZoneIsReadInTheGivenOne() {
    Pipeline pipeline = TestPipelines.create();
    PCollectionTuple parsed =
        parse(pipeline, "Asia/Kolkata", false, "{'event':'sent'," + NEEDED + "}");
    PAssert.that(activities(parsed))
        .containsInAnyOrder("Email Sent a@b.co 2026-11-19T21:34:05Z {}");
    TestPipelines.run(pipeline);
  }

  @Test
  void aLocalTimeThatExistsTwiceOrNotAtAllIsCountedAsAWarningWithAnExample() {
    Pipeline pipeline = TestPipelines.create();
    parse(
        pipeline,
        "America/New_York",
        false,
        "{'event':'sent','email':'a@b.co','occurred_at':'2026-03-08 01:59:59'}",
        "{'event':'sent','email':'a@b.co','occurred_at':'2026-03-08 02:30:00'}",
        "{'event':'sent','email':'a@b.co','occurred_at':'2026-11-01 01:30:00'}",
        "{'event':'sent','email':'a@b.co','occurred_at':'2026-11-01 01:30:00-05:00'}");
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();

    assertThat(
        RunnerCounts.in(result.metrics(), RunCounters.WARNINGS),
        is(Map.of("ambiguous_local_time", 2L)));
    assertThat(
        RunnerCounts.examples(result.metrics()),
        is(
            Map.of(
                "ambiguous_local_time",
                "2026-03-08 02:30:00 exists twice or not at all in America/New_York and is read as"
                    + " 2026-03-08T07:30:00.000Z (sample.jsonl line 2)")));
  }

  private static PCollectionTuple parse(
      Pipeline pipeline, String zone, boolean keepExtras, String... lines) {
    String[] json = new String[lines.length];
    for (int i = 0; i < lines.length; i++) {
      json[i] = lines[i].replace('\'', '"');
    }
    return pipeline
        .apply("Rows", Create.<RowUnit>of(RowSamples.block(json)).withCoder(RowSamples.unitCoder()))
        .apply("ActivityRows", new ActivityRowsStep(new TimeParser(ZoneId.of(zone)), keepExtras));
  }

  private static PCollection<String> activities(PCollectionTuple parsed) {
    return parsed
        .get(ActivityRowsStep.ACTIVITIES)
        .apply(
            "Activities",
            MapElements.into(TypeDescriptors.strings())
                .via(
                    activity ->
                        activity.type().eventName()
                            + " "
                            + activity.occurrence().email()
                            + " "
                            + activity.occurrence().time()
                            + " "
                            + activity.occurrence().extras()));
  }

  private static PCollection<String> letters(PCollectionTuple parsed) {
    return parsed
        .get(ActivityRowsStep.DEAD_LETTERS)
        .apply(
            "Letters",
            MapElements.into(TypeDescriptors.strings())
                .via(letter -> letter.reason() + " " + letter.source()));
  }
}
