package io.github.mailmodosource.jdbc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.servers.TestDatabases;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameQuotesTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '!',
      value = {
        "POSTGRESQL, \"mailmodo\".\"email_sent\"",
        "MARIADB, `mailmodo`.`email_sent`",
      })
  void aNameIsQuotedInTheWayOfTheDatabase(TestDatabases server, String quoted) throws Exception {
    try (Connection connection = server.admin()) {
      assertThat(NameQuotes.of(connection).quoted(List.of("mailmodo", "email_sent")), is(quoted));
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '!',
      value = {"!\"!, a\"b, \"a\"\"b\"", "`, a`b, `a``b`", "! !, a\"b, \"a\"\"b\""})
  void aQuoteInsideOfANameCannotEndIt(String mark, String name, String quoted) {
    assertThat(new NameQuotes(mark).quoted(name), is(quoted));
  }
}
