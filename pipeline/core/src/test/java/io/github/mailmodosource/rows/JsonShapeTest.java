package io.github.mailmodosource.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonShapeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n \n",
        "{}",
        "{}\n{}\n",
        "\uFEFF\n{\"a\":[{}]}\r\n{}",
        "{}{}\n{}{}{}\n",
        "[{},{}]\n[{}]\n",
        "[]\n",
        "[1,2]\n{}\n",
        "[\"a\",\n",
        "not JSON\n{}\n",
        "{\"a\":1\n{\"a\":2}\n",
        "{\"a\":1,\n{\"a\":2}\n",
        "{\"a\":\n{\"a\":2}\n{\"a\":3}\n",
        "{\"a\":\"x\n{\"a\":\"y\"}\n",
        "{\"a\":[1,\n{\"a\":2}\n{\"a\":3}\n",
      })
  void whereALineIsARowAndWhereTheFirstOneIsBrokenLinesAreRead(String text) {
    assertThat(shape(text, true, false), is(RowFormat.JSON_LINES));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\n\"a\":1}\n",
        "{\"a\":1,\n \"b\":2}\n{}",
        "[\n{}\n]\n",
        "[{},\n{}]\n",
        "[{\n}]",
        "\uFEFF[\r\n  {\"a\": 1},\r\n  {}\r\n]",
      })
  void whereARowGoesOverLinesOrLinesDoNotPartRowsObjectsAreRead(String text) {
    assertThat(shape(text, true, false), is(RowFormat.JSON_VALUES));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"a\":1}", "{\"a\":1}{", "[", "[{}", "[{},", "{\"a\":1,\n"})
  void moreIsLookedAtWhereTheBeginningDoesNotTell(String text) {
    assertThat(shape(text, false, false), is(nullValue()));
  }

  @Test
  void aLineWithoutEndIsOneObjectOrSeveral() {
    assertThat(shape("{\"a\":\"xxxxx", false, true), is(RowFormat.JSON_LINES));
    assertThat(shape("{\"a\":1}{\"a\":2}{\"a\"", false, true), is(RowFormat.JSON_VALUES));
    assertThat(shape("[{\"a\":1},{\"a\":2},{\"a\"", false, true), is(RowFormat.JSON_VALUES));
  }

  private static @Nullable RowFormat shape(String text, boolean endOfFile, boolean last) {
    byte[] bytes = text.getBytes(UTF_8);
    return JsonShape.of(bytes, bytes.length, endOfFile, last);
  }
}
