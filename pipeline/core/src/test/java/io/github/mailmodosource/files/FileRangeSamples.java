package io.github.mailmodosource.files;

import io.github.mailmodosource.coding.CoderSamples;
import io.github.mailmodosource.rows.RowFormat;
import java.util.List;

/** Ranges of files for the tests of all coders. */
public final class FileRangeSamples {
  private FileRangeSamples() {}

  public static List<CoderSamples<?>> coders() {
    return List.of(
        CoderSamples.of(new FileRangeCoder())
            .and(
                "a part of JSON lines",
                new FileRange("/data/a.jsonl", false, RowFormat.JSON_LINES, 0, 8 << 20))
            .and(
                "a whole compressed CSV",
                new FileRange("/data/é.csv.gz", true, RowFormat.CSV, 0, Long.MAX_VALUE)));
  }
}
