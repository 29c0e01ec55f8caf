package io.github.mailmodosource.warehouse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellReaderTest {
  /** One odd cell is a difference; it must not end the comparison of all others. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'infinity'::timestamptz | infinity",
        "'NaN'::numeric | NaN",
        "'NaN'::float8 | NaN",
        "12.50 | 12.5",
      })
  void whatItsTypeCannotTellInJavaIsRead(String cell, String text) throws Exception {
    try (Connection connection = WarehouseServers.POSTGRESQL.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT " + cell)) {
      row.next();
      assertThat(CellReader.of(row.getMetaData(), 1).read(row, 1), is(text));
    }
  }
}
