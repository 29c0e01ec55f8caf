package io.github.mailmodosource.job;

import io.github.mailmodosource.activity.ActivityPeriod;
import io.github.mailmodosource.files.InputFiles;
import io.github.mailmodosource.files.WatchedFiles;
import io.github.mailmodosource.jdbc.Database;
import io.github.mailmodosource.option.DurationOption;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.RowSource;
import io.github.mailmodosource.rows.RowSources;
import io.github.mailmodosource.table.InputTable;
import io.github.mailmodosource.table.PolledTable;
import io.github.mailmodosource.table.TableRequest;
import java.time.Duration;
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
    Checked<RowSource> rows =
        RowInput.of(
            OPTION,
            options.getActivity(),
            options.getActivityFormat(),
            options,
            fields,
            InputFiles::of,
            url -> {
              Checked<Database> database = database(url, options, faults);
              return faults.check(
                  "--activity: ",
                  () -> InputTable.of(database.get(), request(options, fields, period)));
            },
            faults);
    return looked(rows, fields, faults);
  }

  /**
   * The activity that comes without end: folders are watched, and a file is looked at when it
   * comes; a table is polled.
   */
  public static <
          T extends
              ActivityOptions & ActivityTableOptions & DatabaseOptions & CsvFileOptions
                  & WatchingOptions>
      Checked<RowSource> watched(T options, JudgeInput judge, Faults faults) {
    Checked<Duration> interval =
        faults.check(() -> interval("--watchInterval", options.getWatchInterval()));
    Checked<Duration> pollInterval =
        faults.check(() -> interval("--pollInterval", options.getPollInterval()));
    Checked<Duration> pollLag =
        faults.check(() -> DurationOption.parse("--pollLag", options.getPollLag()));
    Checked<RowSource> rows =
        RowInput.of(
            OPTION,
            options.getActivity(),
            options.getActivityFormat(),
            options,
            judge.fields(),
            (names, format, mapping, csv) ->
                WatchedFiles.of(OPTION, names, format, mapping, csv)
                    .withInterval(interval.get())
                    .withCheck(new LookAtFile(OPTION, mapping, NEEDED)),
            url -> polled(url, options, judge, pollInterval, pollLag, faults),
            faults);
    return looked(faults.check(() -> named(rows.get())), judge.fields(), faults);
  }

  /** Whether {@code --activity} names a table, alone or behind files. */
  public static boolean hasTable(ActivityOptions options) {
    String value = options.getActivity();
    return value != null && RowInput.hasTable(value);
  }

  /** Whether {@code --activity} names files, alone or in front of a table. */
  public static boolean hasFiles(ActivityOptions options) {
    String value = options.getActivity();
    return value != null && RowInput.hasFiles(value);
  }

  /** One source alone has the step that it would have beside the other. */
  private static RowSource named(RowSource rows) {
    return rows instanceof RowSources ? rows : new RowSources(List.of(rows));
  }

  private static <T extends ActivityTableOptions & DatabaseOptions & WatchingOptions>
      Checked<RowSource> polled(
          String url,
          T options,
          JudgeInput judge,
          Checked<Duration> interval,
          Checked<Duration> lag,
          Faults faults) {
    Checked<Database> database = database(url, options, faults);
    return faults.check(
        "--activity: ",
        () -> {
          if (options.getActivityPartitionColumn() != null) {
            throw new IllegalArgumentException(
                "--activityPartitionColumn is for a table that is read once; with --streaming, name a column that grows with --activityCursorColumn instead");
          }
          return PolledTable.of(
                  database.get(),
                  request(options, judge.fields(), judge.period()),
                  options.getActivityCursorColumn())
              .withInterval(interval.get())
              .withLag(lag.get())
              .withZone(judge.zone().get());
        });
  }

  private static Duration interval(String option, String value) {
    Duration interval = DurationOption.parse(option, value);
    if (interval.isZero()) {
      throw new IllegalArgumentException(option + "=" + value + " is too short; use 1s or more");
    }
    return interval;
  }

  /** Looks at the first rows. */
  static Checked<FirstLook> look(
      Checked<RowSource> rows, Checked<FieldMapping> fields, Faults faults) {
    return faults.check(
        () -> FirstLook.at(OPTION, rows.get(), fields.get(), NEEDED, values -> true));
  }

  private static Checked<RowSource> looked(
      Checked<RowSource> rows, Checked<FieldMapping> fields, Faults faults) {
    Checked<FirstLook> look = look(rows, fields, faults);
    return faults.check(
        () -> {
          look.get();
          return rows.get();
        });
  }

  private static <T extends ActivityTableOptions & DatabaseOptions> Checked<Database> database(
      String url, T options, Faults faults) {
    return DatabaseInput.of(
        OPTION, url, options.getActivityUser(), options.getActivityPassword(), options, faults);
  }

  private static TableRequest request(
      ActivityTableOptions options, Checked<FieldMapping> fields, Checked<ActivityPeriod> period) {
    return new TableRequest(
        OPTION,
        options.getActivityTable(),
        options.getActivityQuery(),
        options.getActivityPartitionColumn(),
        options.getActivityPartitions(),
        fields.get(),
        "occurred_at",
        period.get().since(),
        period.get().until());
  }
}
