package io.github.mailmodosource.coding;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteOrderMarkTest {
  @ParameterizedTest
  @CsvSource({
    "EFBBBF, 0, 3, true",
    "EFBBBF7B, 0, 4, true",
    "7BEFBBBF, 1, 4, true",
    "EFBBBF, 0, 2, false",
    "EFBBBF, 1, 3, false",
    "EFBB7B, 0, 3, false",
    "FEFF007B, 0, 4, false",
    "'', 0, 0, false"
  })
  void thatOfUtf8(String hex, int from, int end, boolean isThere) {
    assertThat(ByteOrderMark.isUtf8(HexFormat.of().parseHex(hex), from, end), is(isThere));
  }

  @ParameterizedTest
  @CsvSource({
    "FEFF007B, 4, UTF-16BE",
    "FFFE7B00, 4, UTF-16LE",
    "FFFE, 2, UTF-16LE",
    "FFFE, 1, UTF-8",
    "EFBBBF7B, 4, UTF-8",
    "7B7D, 2, UTF-8",
    "'', 0, UTF-8"
  })
  void theMarkTellsHowATextIsEncoded(String hex, int length, String charset) {
    assertThat(ByteOrderMark.charset(HexFormat.of().parseHex(hex), length).name(), is(charset));
  }

  @ParameterizedTest
  @CsvSource({"UTF-8", "UTF-16BE", "UTF-16LE"})
  void theMarkIsStillInTheText(String charset) throws Exception {
    byte[] bytes = "\uFEFF{}".getBytes(charset);
    String text = new String(bytes, ByteOrderMark.charset(bytes, bytes.length));
    assertThat(text, is(ByteOrderMark.CHARACTER + "{}"));
    assertThat(text.getBytes(StandardCharsets.UTF_8).length, is(ByteOrderMark.UTF8_BYTES + 2));
  }
}
