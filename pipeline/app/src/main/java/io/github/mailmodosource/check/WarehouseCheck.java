package io.github.mailmodosource.check;

import io.github.mailmodosource.jdbc.Database;
import io.github.mailmodosource.job.Checked;
import io.github.mailmodosource.job.WarehouseInput;
import io.github.mailmodosource.warehouse.EventTableRead;
import io.github.mailmodosource.warehouse.WarehouseSchema;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** Segment's warehouse, which {@code reconcile} compares with. */
final class WarehouseCheck {
  private static final String WAREHOUSE = "warehouse";
  private static final int TABLES = 7;

  private WarehouseCheck() {}

  static void make(CheckOptions options, CheckLines lines) {
    if (options.getWarehouse() == null) {
      return;
    }
    WarehouseSchema schema =
        lines.of(
            WAREHOUSE,
            faults -> {
              Checked<Database> database = WarehouseInput.database(options, faults);
              Checked<String> name = WarehouseInput.schema(options, faults);
              return faults.check(
                  () ->
                      WarehouseSchema.find(
                          database.get(), name.get(), options.getWarehouseViews(), false, null));
            });
    if (schema == null) {
      return;
    }
    if (schema.isEmpty()) {
      lines.wrong(WAREHOUSE, nothingIn(schema));
      return;
    }
    String names =
        schema.tables().stream().map(EventTableRead::tableName).collect(Collectors.joining(", "));
    lines.right(
        WAREHOUSE,
        String.format(
            "%d of the %d tables are in the schema %s (%s), with %,d rows",
            schema.tables().size(), TABLES, schema.name(), names, schema.rows()));
  }

  private static String nothingIn(WarehouseSchema schema) {
    SortedSet<String> others = schema.schemasWithTables();
    return "--warehouseSchema="
        + schema.name()
        + " has none of the seven tables, such as email_sent; "
        + (others.isEmpty()
            ? "Segment makes a table with its first event: has anything arrived yet, and is it the"
                + " schema of this source?"
            : "they are in " + String.join(", ", others) + ": is one of these meant?");
  }
}
