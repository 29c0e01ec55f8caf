package io.github.mailmodosource.reconcile;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.startsWith;

import io.github.mailmodosource.TestPipelines;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.event.TrackEventCoder;
import io.github.mailmodosource.match.Finding;
import io.github.mailmodosource.match.FindingCount;
import io.github.mailmodosource.warehouse.Expected;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** "More missing than that: reported, not sent": all are sent, or none. */
class HoldBackTest {
  private static final int MISSING = 300;
  private static final String DAY = "2026-11-20";

  /** 300 of 400: each is counted by its day and, once more, by its campaign. */
  @ParameterizedTest
  @CsvSource({"300, 300", "299, 0", "75%, 300", "74.9%, 0"})
  void allOrNoneArePassedOn(String limit, long passed) {
    Pipeline pipeline = TestPipelines.create();
    PCollection<KV<FindingCount, Long>> counts =
        pipeline.apply(
            "Counts",
            Create.of(
                    KV.of(ofDay(Finding.MISSING), 200L),
                    KV.of(ofDay(Finding.MISSING), 100L),
                    KV.of(ofDay(Finding.MATCHED), 99L),
                    KV.of(ofDay(Finding.MISMATCHED), 1L),
                    KV.of(ofDay(Finding.UNEXPECTED), 5_000L),
                    KV.of(ofDay(Finding.DUPLICATED), 5_000L),
                    KV.of(new FindingCount(Finding.MISSING, "", "Link Clicked", "C-1", ""), 300L))
                .withCoder(KvCoder.of(FindingCount.FindingCountCoder.of(), VarLongCoder.of())));
    PAssert.thatSingleton(
            missing(pipeline)
                .apply("HoldBack", HoldBack.above(ResendLimit.of(limit), counts, 3))
                .apply("Count", Count.globally()))
        .isEqualTo(passed);
    TestPipelines.run(pipeline);
  }

  @Test
  void whereNothingWasCountedNothingIsMissing() {
    Pipeline pipeline = TestPipelines.create();
    PCollection<KV<FindingCount, Long>> none = noCounts(pipeline);
    PAssert.that(
            pipeline
                .apply("Missing", Create.empty(TrackEventCoder.of()))
                .apply("HoldBack", HoldBack.above(ResendLimit.of(null), none, 1)))
        .empty();
    TestPipelines.run(pipeline);
  }

  @Test
  void eventsWithoutEndAreRefused() {
    assertThat(
        TestPipelines.refusalOfEndless(
            TrackEventCoder.of(),
            HoldBack.above(ResendLimit.of(null), noCounts(TestPipelines.create()), 1)),
        startsWith("HoldBack works on bounded input only"));
  }

  private static PCollection<TrackEvent> missing(Pipeline pipeline) {
    List<TrackEvent> events =
        IntStream.range(0, MISSING).mapToObj(i -> Expected.clicked("id-" + i).event()).toList();
    return pipeline.apply("Missing", Create.of(events).withCoder(TrackEventCoder.of()));
  }

  private static PCollection<KV<FindingCount, Long>> noCounts(Pipeline pipeline) {
    return pipeline.apply(
        "Counts", Create.empty(KvCoder.of(FindingCount.FindingCountCoder.of(), VarLongCoder.of())));
  }

  private static FindingCount ofDay(Finding finding) {
    return new FindingCount(finding, DAY, "Link Clicked", "", "");
  }
}
