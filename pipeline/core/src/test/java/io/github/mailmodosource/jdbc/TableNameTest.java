package io.github.mailmodosource.jdbc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableNameTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "activity | activity",
        "mailmodo.identifies | mailmodo.identifies",
        "\"my-project\".mailmodo.activity | `my-project`.mailmodo.activity",
        "`a b`.c | `a b`.c",
        "\"a`b\" | `a``b`",
      })
  void plainPartsStayAndQuotedPartsAreQuotedInTheDatabasesWay(String given, String sql) {
    assertThat(TableName.of(given).sql(new NameQuotes("`")), is(sql));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "a.",
        ".a",
        "a..b",
        "a b",
        "a;",
        "a--",
        "a'b",
        "\"\"",
        "\"a",
        "a\"b\"",
        "(SELECT 1)",
        "a, b",
        "1a",
        "a\n"
      })
  void whatIsNotANameIsRefused(String given) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> TableName.of(given));
    assertThat(e.getMessage(), containsString("is not a table name"));
  }
}
