package io.github.mailmodosource.log;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** "One clear line", "no secret ever appears in a log", "e-mail addresses are masked in logs". */
class UserLineTest {
  @Test
  void aMessageIsOneLineWhateverItQuotes() {
    assertThat(
        UserLine.of("--zone=a\nb\r\tc\u001b[31m\u0000\u0085\u2028 is not"),
        is("--zone=a\\nb\\r\\tc\\u001b[31m\\u0000\\u0085\\u2028 is not"));
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql://ann:s3cret@host/db does not match, postgresql://ann:(password)@host/db does not"
        + " match",
    "https://:s3cret@host/ is not, https://:(password)@host/ is not",
    "the columns are ann@example.com, the columns are a***@example.com",
    "jdbc:h2:mem:rows cannot be reached (at 12:30), jdbc:h2:mem:rows cannot be reached (at 12:30)",
  })
  void passwordsAndAddressesAreMasked(String message, String line) {
    assertThat(UserLine.of(message), is(line));
  }
}
