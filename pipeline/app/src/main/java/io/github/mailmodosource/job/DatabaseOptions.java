package io.github.mailmodosource.job;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** How all databases are read. */
public interface DatabaseOptions extends PipelineOptions {
  @Description(
      "Jars of additional JDBC drivers, separated by commas; each worker must have them at the same"
          + " path. Drivers for PostgreSQL and MariaDB are included. Default: none.")
  @Nullable String getJdbcDrivers();

  void setJdbcDrivers(@Nullable String value);

  @Description("How long a statement may run, such as 30m or 2h.")
  @Default.String("1h")
  String getJdbcStatementTimeout();

  void setJdbcStatementTimeout(String value);

  @Description(
      "How long a worker tries to reach a database that does not answer, such as 30s or 5m.")
  @Default.String("2m")
  String getJdbcRetryFor();

  void setJdbcRetryFor(String value);
}
