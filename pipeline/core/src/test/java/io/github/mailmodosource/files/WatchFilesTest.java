package io.github.mailmodosource.files;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.TestPipelines;
import io.github.mailmodosource.rows.CsvOptions;
import io.github.mailmodosource.rows.RowUnit;
import io.github.mailmodosource.rows.SourceRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchFilesTest {
  @TempDir Path folder;

  /** Bounded by the number of records for this test alone: production never ends. */
  @Test
  void blocksOfFilesThatComeReachThePipeline() throws Exception {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Files.writeString(folder.resolve(i + ".jsonl"), "{" + i + "}\n");
      expected.add("{" + i + "}");
    }
    Pipeline pipeline = TestPipelines.create();
    WatchedFilesSource.tell(watched(), pipeline.getOptions());
    PAssert.that(
            pipeline
                .apply("Watch", Read.from(new WatchedFilesSource("activity")).withMaxNumRecords(50))
                .apply("SpreadBlocks", Reshuffle.viaRandomKey())
                .apply(
                    "Texts",
                    FlatMapElements.into(TypeDescriptors.strings()).via(WatchFilesTest::texts)))
        .containsInAnyOrder(expected);
    pipeline.run().waitUntilFinish();
  }

  @Test
  void itIsUnboundedItsStepsHaveStableNamesAndBlocksAreSpreadByARebalance() {
    Pipeline pipeline = TestPipelines.create();
    PCollection<RowUnit> blocks = pipeline.apply("ReadActivity", watched().read(4));
    assertThat(blocks.isBounded(), is(PCollection.IsBounded.UNBOUNDED));
    assertThat(pipeline.getOptions().as(WatchOptions.class).getWatchedFiles(), hasKey("activity"));
    List<String> names = TestPipelines.stepNames(pipeline);
    assertThat(names, hasItem("ReadActivity/Watch"));
    assertThat(names, hasItem("ReadActivity/SpreadBlocks"));
  }

  @Test
  void twoSourcesMustNotHaveOneName() {
    Pipeline pipeline = TestPipelines.create();
    pipeline.apply("First", WatchFiles.of(watched()));
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class,
            () ->
                pipeline.apply(
                    "Second", WatchFiles.of(watched().withInterval(Duration.ofSeconds(7)))));
    assertThat(e.getMessage(), is("two sources of watched files are called 'activity'"));
  }

  private WatchedFiles watched() {
    return WatchedFiles.of("activity", folder + "/*.jsonl", null, null, CsvOptions.NONE)
        .withInterval(Duration.ofMillis(100));
  }

  private static List<String> texts(RowUnit unit) {
    List<SourceRow> rows = new ArrayList<>();
    unit.forEachRow(rows::add);
    return rows.stream().map(row -> String.valueOf(row.text())).toList();
  }
}
