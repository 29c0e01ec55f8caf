package io.github.mailmodosource.files;

import io.github.mailmodosource.coding.CoderSamples;
import io.github.mailmodosource.rows.RowFormat;
import java.util.List;

/** Units of files for the tests of all coders. */
public final class FileUnitSamples {
  private FileUnitSamples() {}

  public static List<CoderSamples<?>> coders() {
    return List.of(
        CoderSamples.of(new FileUnitCoder())
            .and(
                "a part of JSON lines",
                new FileUnit(
                    List.of(
                        new FileRange("/data/a.jsonl", 9 << 20, RowFormat.JSON_LINES, 0, 8 << 20))))
            .and(
                "two whole files",
                new FileUnit(
                    List.of(
                        new FileRange("/data/é.csv.gz", 17, null, 0, Long.MAX_VALUE),
                        new FileRange("/data/b.jsonl", 0, null, 0, Long.MAX_VALUE)))));
  }
}
