package io.github.mailmodosource.job;

import io.github.mailmodosource.files.InputFiles;
import io.github.mailmodosource.rows.CsvOptions;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.RowFormat;
import io.github.mailmodosource.rows.RowSource;
import io.github.mailmodosource.rows.RowSources;
import io.github.mailmodosource.runner.Workers;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/**
 * Where an option such as {@code --activity} says that rows are: files, and behind them or alone a
 * {@code jdbc:} URL, which may hold commas itself.
 */
final class RowInput {
  private static final Pattern JDBC = Pattern.compile("(?:^|,)\\s*(jdbc:.*)$", Pattern.DOTALL);

  private RowInput() {}

  /** Makes a source of the names of files. */
  interface Files {
    RowSource of(String names, @Nullable String format, FieldMapping fields, CsvOptions csv);
  }

  /**
   * The rows.
   *
   * @param option that names them, without dashes
   * @param fields by whose names a CSV file is known where its ending does not tell
   * @param filesOf makes a source of files
   * @param table makes a source of a {@code jdbc:} URL
   */
  static Checked<RowSource> of(
      String option,
      @Nullable String value,
      @Nullable String format,
      CsvFileOptions csvFiles,
      Checked<FieldMapping> fields,
      Files filesOf,
      Function<String, Checked<RowSource>> table,
      Faults faults) {
    String prefix = "--" + option + ": ";
    if (value == null || value.isBlank()) {
      return faults.fault(missing(option));
    }
    Checked<Boolean> known = faults.check("--" + option + "Format: ", () -> isFormat(format));
    Matcher jdbc = JDBC.matcher(value);
    if (!jdbc.find()) {
      return faults.check(
          prefix,
          () -> {
            known.get();
            return reached(filesOf.of(value, format, fields.get(), csv(csvFiles)), csvFiles);
          });
    }
    Checked<RowSource> database = table.apply(jdbc.group(1).strip());
    String names = value.substring(0, jdbc.start());
    if (names.isBlank()) {
      return database;
    }
    Checked<RowSource> files =
        faults.check(
            prefix,
            () -> reached(filesOf.of(names, format, fields.get(), csv(csvFiles)), csvFiles));
    return faults.check(() -> new RowSources(List.of(files.get(), database.get())));
  }

  /** Whether the value of the option names a table. */
  static boolean hasTable(String value) {
    return JDBC.matcher(value).find();
  }

  /** Whether the value of the option names files, alone or in front of a table. */
  static boolean hasFiles(String value) {
    Matcher jdbc = JDBC.matcher(value);
    return !(jdbc.find() ? value.substring(0, jdbc.start()) : value).isBlank();
  }

  /** As the workers know it, which may be in another folder, or on another machine. */
  static RowSource reached(RowSource rows, PipelineOptions options) {
    return rows instanceof InputFiles files && Workers.mayBeInSeveralProcesses(options)
        ? files.forOtherMachines()
        : rows;
  }

  /** By itself, so that its own option is named. */
  private static boolean isFormat(@Nullable String format) {
    return format == null || RowFormat.ofOption(format) != null;
  }

  private static CsvOptions csv(CsvFileOptions options) {
    return CsvOptions.of(options.getCsvDelimiter(), options.getCsvEscape());
  }

  private static String missing(String option) {
    return "--%1$s is missing; name the files to read, such as --%1$s=testdata/%1$s.jsonl, or a database, such as --%1$s=jdbc:postgresql://host/name"
        .formatted(option);
  }
}
