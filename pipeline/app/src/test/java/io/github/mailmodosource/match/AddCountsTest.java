package io.github.mailmodosource.match;

import io.github.mailmodosource.TestPipelines;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AddCountsTest {
  private final Pipeline pipeline = TestPipelines.create();

  private static FindingCount day(Finding finding, String day) {
    return new FindingCount(finding, day, "Email Sent", "", "");
  }

  private static FindingCount campaign(String campaign) {
    return new FindingCount(Finding.MISSING, "", "Email Sent", campaign, "");
  }

  private PCollection<KV<FindingCount, Long>> added(List<KV<FindingCount, Long>> counts) {
    return pipeline
        .apply("Counts", Create.of(counts).withCoder(AddCounts.CODER))
        .apply("AddCounts", AddCounts.create());
  }

  @Test
  void whatIsCountedTogetherIsAddedUp() {
    PAssert.that(
            added(
                List.of(
                    KV.of(day(Finding.MISSING, "2026-11-20"), 3L),
                    KV.of(day(Finding.MATCHED, "2026-11-20"), 5L),
                    KV.of(day(Finding.MISSING, "2026-11-20"), 4L),
                    KV.of(day(Finding.MISSING, "2026-11-21"), 1L),
                    KV.of(campaign("c-9"), 8L))))
        .containsInAnyOrder(
            List.of(
                KV.of(day(Finding.MISSING, "2026-11-20"), 7L),
                KV.of(day(Finding.MATCHED, "2026-11-20"), 5L),
                KV.of(day(Finding.MISSING, "2026-11-21"), 1L),
                KV.of(campaign("c-9"), 8L)));
    TestPipelines.run(pipeline);
  }

  /** A group for each of them took the DirectRunner longer than five minutes. */
  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void manyCampaignsAreNoLoadForTheDirectRunner() {
    List<KV<FindingCount, Long>> counts = new ArrayList<>();
    for (int i = 0; i < 40_000; i++) {
      counts.add(KV.of(campaign("c-" + i / 2), 1L));
    }
    PAssert.thatSingleton(added(counts).apply("Count", Count.globally())).isEqualTo(20_000L);
    TestPipelines.run(pipeline);
  }
}
