package io.github.mailmodosource.table;

import io.github.mailmodosource.rows.FieldMapping;
import java.util.List;
import java.util.Map;

/** What tables of tests are read for. */
public final class TestColumns {
  /** Columns that have the names of their fields. */
  public static final FieldMapping MAPPING =
      FieldMapping.of(Map.of("email", List.of("email"), "occurred_at", List.of("occurred_at")));

  private TestColumns() {}
}
