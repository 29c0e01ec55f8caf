package io.github.mailmodosource.job;

import io.github.mailmodosource.activity.ActivityPeriod;
import io.github.mailmodosource.jdbc.Database;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.RowSource;
import io.github.mailmodosource.table.InputTable;
import io.github.mailmodosource.table.TableRequest;
import java.util.List;

/** Where the activity is, from options. */
public final class ActivityInput {
  private static final String OPTION = "activity";

  private static final List<List<String>> NEEDED =
      List.of(List.of("event"), List.of("email"), List.of("occurred_at"));

  private ActivityInput() {}

  /** The activity, of a database only what may lie in the period; its first rows are looked at. */
  public static <
          T extends ActivityOptions & ActivityTableOptions & DatabaseOptions & CsvFileOptions>
      Checked<RowSource> of(
          T options, Checked<FieldMapping> fields, Checked<ActivityPeriod> period, Faults faults) {
    Checked<RowSource> rows = rows(options, fields, period, faults);
    Checked<FirstLook> look = look(rows, fields, faults);
    return faults.check(
        () -> {
          look.get();
          return rows.get();
        });
  }

  /** Looks at the first rows. */
  static Checked<FirstLook> look(
      Checked<RowSource> rows, Checked<FieldMapping> fields, Faults faults) {
    return faults.check(
        () -> FirstLook.at(OPTION, rows.get(), fields.get(), NEEDED, values -> true));
  }

  private static <
          T extends ActivityOptions & ActivityTableOptions & DatabaseOptions & CsvFileOptions>
      Checked<RowSource> rows(
          T options, Checked<FieldMapping> fields, Checked<ActivityPeriod> period, Faults faults) {
    return RowInput.of(
        OPTION,
        options.getActivity(),
        options.getActivityFormat(),
        options,
        fields,
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
