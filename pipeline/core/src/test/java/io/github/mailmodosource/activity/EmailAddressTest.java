package io.github.mailmodosource.activity;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u00A0", "\u2007", "\u202F", "\u3000", "\u2028", "\u0085", "\u200B", "\uFEFF", "\r\n\t "
      })
  void isTrimmedOfWhatNobodySees(String blank) {
    assertThat(EmailAddress.normalize(blank + "a@b.co" + blank + " " + blank), is("a@b.co"));
    assertThat(EmailAddress.normalize(blank + blank), is(""));
  }

  @ParameterizedTest
  @CsvSource({
    "mailto:ann@example.com, ann@example.com",
    "MailTo: Ann@example.com, ann@example.com",
    "mailto:ann@example.com?subject=Hello, ann@example.com",
    "Ann <ann@example.com>, ann@example.com",
    "<ann@example.com>, ann@example.com",
    "'\"Ann, <the> Reader\" <Ann@Example.com > ', ann@example.com",
    "Ann <mailto:ann@example.com>, ann@example.com",
    "Ann <nobody>, ann <nobody>",
    "ann@example.com>, ann@example.com>",
    "mailto:, ''",
  })
  void isTheAddressAlone(String email, String normalized) {
    assertThat(EmailAddress.normalize(email), is(normalized));
  }

  @ParameterizedTest
  @CsvSource({
    "ann@bücher.example, ann@xn--bcher-kva.example",
    "ann@xn--bcher-kva.example, ann@xn--bcher-kva.example",
    "ü@bücher.例え.jp, ü@xn--bcher-kva.xn--r8jz45g.jp",
    "ü@example.com, ü@example.com",
    "ann@example.com, ann@example.com",
    // Two domains that anybody may own.
    "ann@straße.example, ann@straße.example",
    "ann@strasse.example, ann@strasse.example",
    // Not valid: an empty part.
    "ann@ü..example, ann@ü..example",
    "no address, no address",
  })
  void isComparedByItsDomainInDns(String email, String comparable) {
    assertThat(EmailAddress.comparable(email), is(comparable));
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
