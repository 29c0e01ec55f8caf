package io.github.mailmodosource.job;

import io.github.mailmodosource.jdbc.Database;

/** Segment's warehouse, from options. */
public final class WarehouseInput {
  private WarehouseInput() {}

  /** The database that Segment loads into. */
  public static <T extends WarehouseAccessOptions & DatabaseOptions> Checked<Database> database(
      T options, Faults faults) {
    String url = options.getWarehouse();
    if (url == null || url.isBlank()) {
      return faults.fault(
          "--warehouse is missing; name the database that Segment loads into, such as"
              + " --warehouse=jdbc:postgresql://host/database");
    }
    if (!url.startsWith("jdbc:")) {
      return faults.fault(
          "--warehouse is not a JDBC URL; use one such as jdbc:postgresql://host/database");
    }
    return DatabaseInput.of(
        "warehouse",
        url,
        options.getWarehouseUser(),
        options.getWarehousePassword(),
        options,
        faults);
  }

  /** The schema of the source. */
  public static Checked<String> schema(WarehouseAccessOptions options, Faults faults) {
    return options.getWarehouseSchema().isBlank()
        ? faults.fault("--warehouseSchema is empty; use a name such as mailmodo")
        : faults.check(options::getWarehouseSchema);
  }
}
