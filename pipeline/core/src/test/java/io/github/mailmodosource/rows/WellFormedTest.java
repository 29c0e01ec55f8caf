package io.github.mailmodosource.rows;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WellFormedTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"", "plain", "  Grüße  ", "\u0000\u001f", "日本", "😀", "a😀b👩‍👩‍👧c", "\uFFFD"})
  void wholeTextStaysAsItIs(String text) {
    assertThat(WellFormed.text(text), is(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "日本"})
  void textWithoutPairsIsNotCopied(String text) {
    assertThat(WellFormed.text(text), is(sameInstance(text)));
  }

  static Stream<Arguments> halves() {
    return Stream.of(
        Arguments.of("\uD83D", "\uFFFD"),
        Arguments.of("\uDE00", "\uFFFD"),
        Arguments.of("cut \uD83D", "cut \uFFFD"),
        Arguments.of("\uDE00 cut", "\uFFFD cut"),
        Arguments.of("\uDE00\uD83D", "\uFFFD\uFFFD"),
        Arguments.of("\uD83D\uD83D\uDE00", "\uFFFD😀"),
        Arguments.of("😀 a\uD83Db 😀", "😀 a\uFFFDb 😀"));
  }

  @ParameterizedTest
  @MethodSource("halves")
  void halfASurrogatePairBecomesTheReplacementCharacter(String text, String whole) {
    assertThat(WellFormed.text(text), is(whole));
  }
}
