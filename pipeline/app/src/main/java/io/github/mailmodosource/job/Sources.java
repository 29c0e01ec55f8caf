package io.github.mailmodosource.job;

import static io.github.mailmodosource.job.OptionChecks.checked;

import io.github.mailmodosource.activity.ActivityPeriod;
import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.contact.IdentifyCallParser;
import io.github.mailmodosource.files.InputFiles;
import io.github.mailmodosource.jdbc.Database;
import io.github.mailmodosource.judge.JudgeSettings;
import io.github.mailmodosource.option.DurationOption;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.RowSource;
import io.github.mailmodosource.rows.RowSources;
import io.github.mailmodosource.table.InputTable;
import io.github.mailmodosource.table.TableRequest;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where {@code --activity} and {@code --contacts} say that the rows are: files, and behind them or
 * alone a {@code jdbc:} URL, which may hold commas itself.
 */
public final class Sources {
  private static final Pattern JDBC = Pattern.compile("(?:^|,)\\s*(jdbc:.*)$", Pattern.DOTALL);

  private Sources() {}

  /** The activity, of a database only what may lie in the period. */
  public static <T extends ActivityOptions & ActivityTableOptions & DatabaseOptions>
      RowSource activity(T options, JudgeSettings judge) {
    ActivityPeriod period = judge.period();
    return source(
        "activity",
        options.getActivity(),
        options.getActivityFormat(),
        url ->
            InputTable.of(
                database(
                    "activity",
                    url,
                    options.getActivityUser(),
                    options.getActivityPassword(),
                    options),
                new TableRequest(
                    "activity",
                    options.getActivityTable(),
                    options.getActivityQuery(),
                    options.getActivityPartitionColumn(),
                    options.getActivityPartitions(),
                    judge.fields(),
                    "occurred_at",
                    period.since(),
                    period.until())));
  }

  /** The contacts: whenever they were identified, they may be needed. */
  public static <T extends ContactOptions & ContactTableOptions & DatabaseOptions>
      RowSource contacts(T options, FieldMapping fields) {
    return source(
        "contacts",
        options.getContacts(),
        options.getContactsFormat(),
        url ->
            InputTable.of(
                database(
                    "contacts",
                    url,
                    options.getContactsUser(),
                    options.getContactsPassword(),
                    options),
                new TableRequest(
                    "contacts",
                    options.getContactsTable(),
                    options.getContactsQuery(),
                    options.getContactsPartitionColumn(),
                    options.getContactsPartitions(),
                    fields,
                    "identified_at",
                    null,
                    null)));
  }

  public static FieldMapping contactFields(ContactOptions options) {
    return OptionChecks.fields(
        "contactsFields", IdentifyCallParser.mapping(), options.getContactsFields());
  }

  private static RowSource source(
      String option,
      @Nullable String value,
      @Nullable String format,
      Function<String, InputTable> table) {
    if (value == null || value.isBlank()) {
      throw new UsageException(
          "--"
              + option
              + " is missing: say which files to read, such as --"
              + option
              + "=testdata/"
              + option
              + ".jsonl, or which database, such as --"
              + option
              + "=jdbc:postgresql://host/name");
    }
    String prefix = "--" + option + ": ";
    Matcher jdbc = JDBC.matcher(value);
    if (!jdbc.find()) {
      return checked(prefix, () -> InputFiles.of(value, format));
    }
    String url = jdbc.group(1).strip();
    RowSource database = checked(prefix, () -> OptionChecks.tried(() -> table.apply(url)));
    String files = value.substring(0, jdbc.start());
    return files.isBlank()
        ? database
        : new RowSources(List.of(checked(prefix, () -> InputFiles.of(files, format)), database));
  }

  public static Database database(
      String option,
      String url,
      @Nullable String user,
      @Nullable String password,
      DatabaseOptions options) {
    return Database.of(
        option,
        url,
        user,
        password,
        options.getJdbcDrivers(),
        DurationOption.parse("--jdbcStatementTimeout", options.getJdbcStatementTimeout()),
        DurationOption.parse("--jdbcRetryFor", options.getJdbcRetryFor()));
  }
}
