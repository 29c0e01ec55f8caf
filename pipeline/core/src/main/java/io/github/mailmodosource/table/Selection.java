package io.github.mailmodosource.table;

import io.github.mailmodosource.jdbc.ColumnKind;
import io.github.mailmodosource.jdbc.NameQuotes;
import io.github.mailmodosource.jdbc.PatientStatement;
import io.github.mailmodosource.jdbc.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The SQL that reads a table or a query: all of it, what lies in the period, or some rows of it.
 */
final class Selection {
  /** No zone is further from UTC than 18 hours. */
  private static final Duration ANY_ZONE = Duration.ofDays(1);

  /** MariaDB compares nothing with a time before or after these, and finds no row. */
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  /** At the end, and comments behind it; one with a quote in it may not be a comment. */
  private static final Pattern SEMICOLON = Pattern.compile(";(?:\\s|--[^\\n'\"]*(?:\\n|$))*$");

  private final NameQuotes quotes;
  private final @Nullable String query;
  private final String from;
  private final List<String> conditions = new ArrayList<>();
  private final List<SqlValue> values = new ArrayList<>();

  private Selection(NameQuotes quotes, @Nullable String query, String from) {
    this.quotes = quotes;
    this.query = query;
    this.from = from;
  }

  /** All of what the options ask for. */
  static Selection of(TableRequest request, NameQuotes quotes) {
    String table = request.table();
    if (table != null) {
      return new Selection(quotes, null, TableName.of(table).sql(quotes));
    }
    String query = SEMICOLON.matcher(String.valueOf(request.query()).strip()).replaceFirst("");
    // On a line of its own: the query may end with a comment.
    return new Selection(quotes, query, "(" + query + "\n) q");
  }

  /**
   * Narrows the read to the period. A time without a zone may mean an instant up to a day away, so
   * a day more is read on both sides; the period itself is kept to further on.
   *
   * <p>What stays in the database is not read, so the funnel counts it neither as read nor as
   * outside of the period. Rows without a time are read: nobody knows that they lie outside.
   *
   * <p>The bounds are widened to microseconds, for columns have no more and drivers round as they
   * like, and to days for dates. A bound that databases have no time for is left to the period.
   */
  void narrow(Column time, @Nullable Instant since, @Nullable Instant until) {
    List<String> within = new ArrayList<>();
    SqlValue first = since == null ? null : first(time.kind(), since);
    if (first != null) {
      within.add(quoted(time) + " >= ?");
      values.add(first);
    }
    Instant end = until == null ? null : ceiling(until.plus(more(time.kind())), unit(time.kind()));
    if (end != null && end.isBefore(LAST)) {
      within.add(quoted(time) + " < ?");
      values.add(Boundaries.timeValue(time.kind(), end));
    }
    if (!within.isEmpty()) {
      conditions.add("(" + String.join(" AND ", within) + " OR " + quoted(time) + " IS NULL)");
    }
  }

  /** The least value of a period's rows; null if databases have no such time. */
  static @Nullable SqlValue first(ColumnKind kind, Instant since) {
    Instant first = since.minus(more(kind)).truncatedTo(unit(kind));
    return first.isAfter(FIRST) ? Boundaries.timeValue(kind, first) : null;
  }

  private static Duration more(ColumnKind kind) {
    boolean exact = kind == ColumnKind.INSTANT || kind == ColumnKind.SESSION_INSTANT;
    return exact ? Duration.ZERO : ANY_ZONE;
  }

  private static ChronoUnit unit(ColumnKind kind) {
    return kind == ColumnKind.DATE ? ChronoUnit.DAYS : ChronoUnit.MICROS;
  }

  private static Instant ceiling(Instant time, ChronoUnit unit) {
    Instant cut = time.truncatedTo(unit);
    return cut.equals(time) ? cut : cut.plus(1, unit);
  }

  /** A query stands as it is if nothing is added to it: not every query can stand in another. */
  String all() {
    return query != null && conditions.isEmpty() ? query : about("*");
  }

  /** The rows that meet one condition more. */
  String where(String condition) {
    return about("*", condition);
  }

  /** Other columns, or figures, of the rows. */
  String about(String columns) {
    return select(columns, conditions);
  }

  private String select(String columns, List<String> where) {
    return PatientStatement.SELECT
        + columns
        + " FROM "
        + from
        + (where.isEmpty() ? "" : " WHERE " + String.join(" AND ", where));
  }

  /** A figure of all rows, whether they are in the period or not. */
  String ofAll(String figure) {
    return select(figure, List.of());
  }

  /** Other columns, or figures, of the rows that meet one condition more. */
  String about(String columns, String condition) {
    List<String> all = new ArrayList<>(conditions);
    all.add(condition);
    return select(columns, all);
  }

  /** What stands in for the question marks, in front of those of a further condition. */
  List<SqlValue> values() {
    return List.copyOf(values);
  }

  /** What the rows are taken from, as it stands behind {@code FROM}. */
  String from() {
    return from;
  }

  String quoted(Column column) {
    return quotes.quoted(column.label());
  }

  /** The statement {@link #about} some columns, ready to run. */
  PreparedStatement prepareAbout(Connection connection, String columns) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(about(columns));
    new TablePartition(values).set(statement);
    return statement;
  }
}
