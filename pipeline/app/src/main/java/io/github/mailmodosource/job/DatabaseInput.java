package io.github.mailmodosource.job;

import io.github.mailmodosource.jdbc.Database;
import io.github.mailmodosource.option.DurationOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A database to read from, from options. */
public final class DatabaseInput {
  private DatabaseInput() {}

  /**
   * Checks what can be known of it without connecting.
   *
   * @param option that names it, without dashes; the options of its user and password begin so too
   */
  public static Checked<Database> of(
      String option,
      String url,
      @Nullable String user,
      @Nullable String password,
      DatabaseOptions options,
      Faults faults) {
    Checked<Duration> statementTimeout =
        duration("--jdbcStatementTimeout", options.getJdbcStatementTimeout(), faults);
    Checked<Duration> retryFor = duration("--jdbcRetryFor", options.getJdbcRetryFor(), faults);
    return faults.check(
        "--" + option + ": ",
        () ->
            Database.of(
                option,
                url,
                user,
                password,
                options.getJdbcDrivers(),
                statementTimeout.get(),
                retryFor.get()));
  }

  private static Checked<Duration> duration(String option, String value, Faults faults) {
    return faults.check(() -> DurationOption.parse(option, value));
  }
}
