package io.github.mailmodosource.job;

import io.github.mailmodosource.activity.ActivityPeriod;
import io.github.mailmodosource.jdbc.Database;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.RowSource;
import io.github.mailmodosource.table.InputTable;
import io.github.mailmodosource.table.TableRequest;

/** Where the activity is, from options. */
public final class ActivityInput {
  private static final String OPTION = "activity";

  private ActivityInput() {}

  /** The activity, of a database only what may lie in the period. */
  public static <
          T extends ActivityOptions & ActivityTableOptions & DatabaseOptions & CsvFileOptions>
      Checked<RowSource> of(
          T options, Checked<FieldMapping> fields, Checked<ActivityPeriod> period, Faults faults) {
    return RowInput.of(
        OPTION,
        options.getActivity(),
        options.getActivityFormat(),
        options,
        url -> {
          Checked<Database> database =
              DatabaseInput.of(
                  OPTION,
                  url,
                  options.getActivityUser(),
                  options.getActivityPassword(),
                  options,
                  faults);
          return faults.check(
              "--activity: ",
              () ->
                  InputTable.of(
                      database.get(),
                      new TableRequest(
                          OPTION,
                          options.getActivityTable(),
                          options.getActivityQuery(),
                          options.getActivityPartitionColumn(),
                          options.getActivityPartitions(),
                          fields.get(),
                          "occurred_at",
                          period.get().since(),
                          period.get().until())));
        },
        faults);
  }
}
