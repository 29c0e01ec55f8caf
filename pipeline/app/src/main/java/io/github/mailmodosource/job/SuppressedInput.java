package io.github.mailmodosource.job;

import io.github.mailmodosource.contact.SuppressedParser;
import io.github.mailmodosource.files.InputFiles;
import io.github.mailmodosource.jdbc.Database;
import io.github.mailmodosource.judge.SuppressedSource;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.RowSource;
import io.github.mailmodosource.table.InputTable;
import io.github.mailmodosource.table.TableRequest;
import org.jspecify.annotations.Nullable;

/** Where the people are named whose events must not be sent, from options. */
public final class SuppressedInput {
  private static final String OPTION = "suppressed";

  private SuppressedInput() {}

  /** The list; null if there is none. */
  public static <T extends SuppressedOptions & DatabaseOptions & CsvFileOptions>
      @Nullable Checked<SuppressedSource> of(T options, Faults faults) {
    if (options.getSuppressed() == null) {
      return null;
    }
    String names = options.getSuppressedFields();
    Checked<FieldMapping> fields =
        faults.check(
            "--suppressedFields: ",
            () ->
                SuppressedParser.mapping()
                    .withNullWords(options.getNullWords())
                    .with(names == null ? "" : names));
    Checked<RowSource> rows =
        RowInput.of(
            OPTION,
            options.getSuppressed(),
            options.getSuppressedFormat(),
            options,
            fields,
            InputFiles::of,
            url -> table(url, options, fields, faults),
            faults);
    return faults.check(() -> new SuppressedSource(rows.get(), fields.get()));
  }

  private static <T extends SuppressedOptions & DatabaseOptions> Checked<RowSource> table(
      String url, T options, Checked<FieldMapping> fields, Faults faults) {
    Checked<Database> database =
        DatabaseInput.of(
            OPTION,
            url,
            options.getSuppressedUser(),
            options.getSuppressedPassword(),
            options,
            faults);
    return faults.check(
        "--suppressed: ",
        () ->
            InputTable.of(
                database.get(),
                new TableRequest(
                    OPTION,
                    options.getSuppressedTable(),
                    options.getSuppressedQuery(),
                    null,
                    1,
                    fields.get(),
                    null,
                    null,
                    null)));
  }
}
