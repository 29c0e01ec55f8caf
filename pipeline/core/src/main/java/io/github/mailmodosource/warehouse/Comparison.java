package io.github.mailmodosource.warehouse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Compares an event with a row of its table, as the warehouse stores it.
 *
 * <p>Segment makes a column when its first value comes: for a column that is not there no value
 * ever came, so that a value that we expect there differs. A column that none of the seven events
 * documents is compared only where the event has a value for it, and so is {@code anonymous_id}.
 */
public final class Comparison {
  private Comparison() {}

  /** The columns that differ, in the order of the table; those it does not have last. */
  public static List<ColumnDifference> of(
      ExpectedRow expected, EventTableRead table, WarehouseRow actual) {
    List<ColumnDifference> differences = new ArrayList<>(0);
    List<String> always = EventColumns.of(expected.type());
    for (int i = 0; i < table.columns().size(); i++) {
      String column = table.columns().get(i);
      String should = expected.get(column);
      String is = actual.values().get(i);
      if ((should != null || (is != null && always.contains(column)))
          && !isSame(column, should, is)) {
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
    return differences;
  }

  private static boolean isSame(String column, @Nullable String should, @Nullable String is) {
    if (should == null || is == null) {
      return false;
    }
    if (should.equals(is)) {
      return true;
    }
    if (EventColumns.isBoolean(column)) {
      return should.equals(booleanText(is));
    }
    return column.equals(EventColumns.ORIGINAL_TIMESTAMP) && should.equals(TimeText.normal(is));
  }

  /** A boolean in a column of text or numbers. */
  private static String booleanText(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "t", "1", "yes", "y" -> "true";
      case "false", "f", "0", "no", "n" -> "false";
      default -> text;
    };
  }
}
