package io.github.mailmodosource.files;

import io.github.mailmodosource.coding.Telltale;
import io.github.mailmodosource.rows.CsvOptions;
import io.github.mailmodosource.rows.UnreadRows;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Units of files for the tests of all coders. */
public final class FileUnitSamples {
  private FileUnitSamples() {}

  /** Rows that are not read yet, in a file whose name no log may show. */
  public static Map<Class<?>, Supplier<?>> telltales() {
    FileRange range = new FileRange("/data/" + Telltale.ADDRESS, 1, null, 0, Long.MAX_VALUE);
    return Map.of(
        UnreadRows.class,
        () -> new FileUnit(List.of(range), new TextFile.Settings(null, null, CsvOptions.NONE)));
  }
}
