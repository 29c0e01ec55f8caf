package io.github.mailmodosource.judge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.TestPipelines;
import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.ActivityCoder;
import io.github.mailmodosource.activity.ActivityParser;
import io.github.mailmodosource.activity.ActivityPeriod;
import io.github.mailmodosource.activity.TimeParser;
import io.github.mailmodosource.contact.Gate;
import io.github.mailmodosource.contact.SplitContacts;
import io.github.mailmodosource.deadletter.DeadLetterCoder;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.RowSamples;
import io.github.mailmodosource.rows.RowUnit;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;

/** Activity on its way to the contacts of its shard. */
class SplitActivityFnTest {
  private static final int SHARDS = 7;

  /** So many of the rows that a bundle cannot hold them at once. */
  private static final int ROWS = 20_500;

  @Test
  void allActivityInsideTheWindowComesOnceToTheShardOfItsContact() {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(row(i, "2026-11-20T00:00:00Z"));
    }
    rows.add(row(ROWS, "2026-11-19T23:59:59.999Z"));
    rows.add(row(ROWS + 1, "2026-11-21T00:00:00Z"));
    Pipeline pipeline = TestPipelines.create();
    PAssert.that(split(pipeline, RowSamples.block(rows.toArray(String[]::new))))
        .satisfies(
            parts -> {
              Set<String> emails = new HashSet<>();
              for (KV<Integer, List<Activity>> part : parts) {
                for (Activity activity : part.getValue()) {
                  String email = activity.occurrence().email();
                  assertThat("twice: " + email, emails.add(email), is(true));
                  assertThat(part.getKey(), is(SplitContacts.shard(email, SHARDS)));
                }
              }
              assertThat(emails, hasSize(ROWS));
              return null;
            });
    assertThat(
        TestPipelines.run(pipeline),
        is(Map.of("funnel/READ/Email Sent", ROWS + 2L, "funnel/OUTSIDE_WINDOW/Email Sent", 2L)));
  }

  /** An activity keeps the bytes of its whole block; a block without one keeps nothing. */
  @Test
  void whatWaitsHoldsNoMoreThan32MegabytesOfBlocks() {
    String inside = row(1, "2026-11-20T00:00:00Z");
    String outside = row(1, "2026-11-22T00:00:00Z");
    Pipeline pipeline = TestPipelines.create();
    PCollection<Integer> parts =
        split(
                pipeline,
                eightMegabytes(inside),
                eightMegabytes(outside),
                eightMegabytes(inside),
                eightMegabytes(inside),
                eightMegabytes(inside),
                eightMegabytes(inside))
            .apply(
                "Sizes",
                MapElements.into(TypeDescriptors.integers()).via(part -> part.getValue().size()));
    PAssert.that(parts).containsInAnyOrder(4, 1);
    TestPipelines.run(pipeline);
  }

  /** The rest is blank lines, which are no rows. */
  private static RowBlock eightMegabytes(String row) {
    return RowSamples.block(row + "\n".repeat((8 << 20) - row.length()));
  }

  private static PCollection<KV<Integer, List<Activity>>> split(
      Pipeline pipeline, RowBlock... blocks) {
    JudgeSettings settings =
        new JudgeSettings(
            ActivityParser.mapping(),
            new TimeParser(ZoneOffset.UTC),
            false,
            false,
            ActivityPeriod.of("2026-11-20", "2026-11-21"),
            Gate.Mode.AS_OF);
    PCollectionTuple split =
        pipeline
            .apply(
                Create.of(List.of(List.<RowUnit>of(blocks)))
                    .withCoder(ListCoder.of(RowSamples.unitCoder())))
            .apply("OneBundle", Flatten.iterables())
            .apply(
                "SplitActivity",
                ParDo.of(
                        new SplitActivityFn(
                            settings, SHARDS, Instant.parse("2026-11-21T00:00:00Z")))
                    .withOutputTags(
                        JudgeActivity.BY_SHARD, TupleTagList.of(JudgeActivity.LETTERS)));
    split.get(JudgeActivity.LETTERS).setCoder(DeadLetterCoder.of());
    return split
        .get(JudgeActivity.BY_SHARD)
        .setCoder(KvCoder.of(VarIntCoder.of(), ListCoder.of(ActivityCoder.of())));
  }

  private static String row(int reader, String time) {
    return "{\"event\":\"sent\",\"email\":\"reader%d@b.co\",\"occurred_at\":\"%s\"}"
        .formatted(reader, time);
  }
}
