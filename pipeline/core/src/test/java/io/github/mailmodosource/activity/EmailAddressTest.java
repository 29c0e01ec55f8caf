package io.github.mailmodosource.activity;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmailAddressTest {

  @ParameterizedTest
  @CsvSource({
    "reader@example.com, reader@example.com",
    "Reader@Example.COM, reader@example.com",
    "'  reader@example.com ', reader@example.com",
    "'\tREADER@EXAMPLE.COM\n', reader@example.com",
    "Reader+News@example.com, reader+news@example.com",
    "ÄÖÜ@EXAMPLE.com, äöü@example.com",
    "'   ', ''",
  })
  void isTrimmedAndLowerCased(String email, String normalized) {
    assertThat(EmailAddress.normalize(email), is(normalized));
  }

  @Test
  void isTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertThat(EmailAddress.normalize("INFO@EXAMPLE.COM"), is("info@example.com"));
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest(name = "{0} is shown as {1}")
  @CsvSource({
    "reader@example.com, r***@example.com",
    "r@example.com, r***@example.com",
    "odd@name@example.com, o***@example.com",
    "@example.com, ***",
    "no address, ***",
    "'', ***"
  })
  void logsShowNoAddress(String email, String masked) {
    assertThat(EmailAddress.masked(email), is(masked));
  }
}
