package io.github.mailmodosource.table;

import io.github.mailmodosource.coding.CoderSamples;
import io.github.mailmodosource.coding.Hash128;
import io.github.mailmodosource.jdbc.ColumnKind;
import java.util.List;

/** Marks of polled tables for the tests of all coders. */
public final class PollMarkSamples {
  private PollMarkSamples() {}

  public static List<CoderSamples<?>> coders() {
    Hash128 one = new Hash128(1, -1);
    Hash128 two = new Hash128(2, 0);
    return List.of(
        CoderSamples.of(new PollMarkCoder())
            .and("nothing", new PollMark("activity", "at", null, List.of(), 0))
            .and(
                "rows of a time",
                new PollMark(
                    "mailmodo.activity",
                    "at",
                    new SqlValue(ColumnKind.INSTANT, "2026-11-20T10:00:00.123456Z"),
                    List.of(two, one),
                    300))
            .and(
                "a number",
                new PollMark(
                    "query", "é", new SqlValue(ColumnKind.INTEGER, "17"), List.of(one), 1)));
  }
}
