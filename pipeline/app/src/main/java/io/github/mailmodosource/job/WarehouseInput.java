package io.github.mailmodosource.job;

import io.github.mailmodosource.activity.ActivityPeriod;
import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.jdbc.Database;
import io.github.mailmodosource.warehouse.WarehouseSchema;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Segment's warehouse, from options. */
public final class WarehouseInput {
  /** How much Segment's views in BigQuery show (its page storage/catalog/bigquery). */
  private static final int DAYS_OF_VIEWS = 60;

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

  /**
   * Which of the seven tables there are, with a look at the database.
   *
   * @param judge which activity is compared with them
   */
  public static <T extends WarehouseAccessOptions & DatabaseOptions> Checked<WarehouseSchema> found(
      T options, JudgeInput judge, Instant now, Faults faults) {
    Checked<Database> database = database(options, faults);
    Checked<ActivityPeriod> period =
        !options.getWarehouseViews()
            ? judge.period()
            : faults.check(() -> seenByViews(judge.period().get(), now));
    Checked<String> schema = schema(options, faults);
    return faults.check(
        () ->
            WarehouseSchema.find(
                database.get(),
                schema.get(),
                options.getWarehouseViews(),
                judge.keepExtras().get(),
                period.get().since()));
  }

  /** What is older than the views show would all be missing. */
  private static ActivityPeriod seenByViews(ActivityPeriod period, Instant now) {
    Instant first = now.minus(DAYS_OF_VIEWS, ChronoUnit.DAYS);
    Instant since = period.since();
    if (since == null || since.isBefore(first)) {
      throw new UsageException(
          "--warehouseViews: Segment's views show the last "
              + DAYS_OF_VIEWS
              + " days only, and all that is older would be missing; use --since="
              + LocalDate.ofInstant(first, ZoneOffset.UTC).plusDays(1)
              + " or later, or leave out --warehouseViews");
    }
    return period;
  }

  /** The schema of the source. */
  public static Checked<String> schema(WarehouseAccessOptions options, Faults faults) {
    return options.getWarehouseSchema().isBlank()
        ? faults.fault("--warehouseSchema is empty; use a name such as mailmodo")
        : faults.check(options::getWarehouseSchema);
  }
}
