package io.github.mailmodosource.warehouse;

import io.github.mailmodosource.jdbc.ColumnKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares an event with a row of its table, as the warehouse stores it.
 *
 * <p>Segment makes a column when its first value comes: for a column that is not there no value
 * ever came, so that a value that we expect there differs. A column that none of the seven events
 * documents is compared only where the event has a value for it, and so is {@code anonymous_id}.
 *
 * <p>The first value also decides the column's type, and values compare as that type shows them
 * ({@link ColumnCast}): a campaign named {@code 2026-11-03} in a column of times is no difference,
 * and neither is an empty cell where the type cannot hold the value.
 *
 * @param differences the columns that differ, in the order of the table; those it does not have
 *     last
 * @param lost the columns that are empty because their type cannot hold the value
 */
public record Comparison(List<ColumnDifference> differences, List<ColumnDifference> lost) {
  /** Segment's own, whose types do not hang on what comes first. */
  private static final Set<String> OF_FIXED_TYPE =
      Set.of(EventColumns.EVENT, EventColumns.EVENT_TEXT, EventColumns.ORIGINAL_TIMESTAMP);

  /** Compares with one row. */
  public static Comparison of(ExpectedRow expected, EventTableRead table, WarehouseRow actual) {
    List<ColumnDifference> differences = new ArrayList<>(0);
    List<ColumnDifference> lost = new ArrayList<>(0);
    List<String> always = EventColumns.of(expected.type());
    for (int i = 0; i < table.columns().size(); i++) {
      String column = table.columns().get(i);
      String should = expected.get(column);
      String is = actual.values().get(i);
      if (should == null) {
        if (is != null && always.contains(column)) {
          differences.add(new ColumnDifference(column, null, is));
        }
      } else if (is == null) {
        boolean excused =
            !OF_FIXED_TYPE.contains(column) && ColumnCast.mayBeEmpty(should, table.kinds().get(i));
        (excused ? lost : differences).add(new ColumnDifference(column, should, null));
      } else if (!isSame(expected, column, table.kinds().get(i), should, is)) {
        differences.add(new ColumnDifference(column, should, is));
      }
    }
    expected
        .columns()
        .forEach(
            (column, should) -> {
              if (!table.columns().contains(column)) {
                differences.add(new ColumnDifference(column, should, null));
              }
            });
    return new Comparison(differences, lost);
  }

  private static boolean isSame(
      ExpectedRow expected, String column, ColumnKind kind, String should, String is) {
    return should.equals(is)
        || ColumnCast.mayShow(should, kind, is)
        || isSameInText(expected.kindOf(column), should, is)
        || (column.equals(EventColumns.ORIGINAL_TIMESTAMP) && should.equals(TimeText.normal(is)));
  }

  /** A boolean or a number in a column of text, or a boolean in one of numbers. */
  private static boolean isSameInText(@Nullable ColumnKind sent, String should, String is) {
    return (sent == ColumnKind.BOOLEAN && should.equals(ColumnCast.booleanText(is)))
        || (sent == ColumnKind.NUMBER && ColumnCast.isSameNumber(should, is));
  }
}
