package io.github.mailmodosource.coding;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          reader@example.com                       | r***@example.com
          R.Eader+news@mail.example.com            | R***@mail.example.com
          r@example.com                            | r***@example.com
          Rita <rita@example.com>, Bo <bo@b.org>   | Rita <r***@example.com>, Bo <b***@b.org>
          https://x.org/?to=rita@example.com&a=1   | https://x.org/?to=r***@example.com&a=1
          https://x.org/?to=rita%40example.com&a=1 | https://x.org/?to=r***%40example.com&a=1
          mailto:rita@example.com                  | mailto:r***@example.com
          ритa@example.com                         | р***@example.com
          97980cfea0067                            | 97980cfea0067
          50 % off @ noon                          | 50 % off @ noon
          """)
  void everyAddressInATextIsMasked(String text, String masked) {
    assertThat(MaskedText.of(text), is(masked));
  }

  @Test
  void whatShouldBeAnAddressIsMaskedEvenIfItIsNone() {
    assertThat(MaskedText.of("context_traits_email", "rita at example"), is("***"));
    assertThat(MaskedText.of("email", "rita@example.com"), is("r***@example.com"));
    assertThat(MaskedText.of("email_subject", "rita at example"), is("rita at example"));
    assertThat(MaskedText.of("email", ""), is(""));
  }
}
