package io.github.mailmodosource.warehouse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlStyleTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '!',
      value = {
        "jdbc:postgresql://h/d, \"mailmodo\".\"email_sent\"",
        "jdbc:redshift://h/d, \"mailmodo\".\"email_sent\"",
        "JDBC:Snowflake://h/d, \"mailmodo\".\"email_sent\"",
        "jdbc:bigquery://h, `mailmodo`.`email_sent`",
        "jdbc:mysql://h/d, `mailmodo`.`email_sent`",
        "jdbc:mariadb://h/d, `mailmodo`.`email_sent`",
        "jdbc:h2:mem:x, \"mailmodo\".\"email_sent\""
      })
  void aNameIsQuotedInTheWayOfTheDatabase(String url, String quoted) {
    assertThat(SqlStyle.of(url).quoted(List.of("mailmodo", "email_sent")), is(quoted));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '!',
      value = {
        "POSTGRESQL, a\"b, \"a\"\"b\"",
        "SNOWFLAKE, a\"b, \"a\"\"b\"",
        "MYSQL, a`b, `a``b`",
        "BIGQUERY, a`b, `a\\`b`"
      })
  void aQuoteInsideOfANameCannotEndIt(SqlStyle style, String name, String quoted) {
    assertThat(style.quoted(name), is(quoted));
  }
}
