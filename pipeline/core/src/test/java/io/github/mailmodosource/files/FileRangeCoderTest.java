package io.github.mailmodosource.files;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.rows.RowFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FileRangeCoderTest {
  private static final FileRangeCoder CODER = new FileRangeCoder();

  static Stream<FileRange> ranges() {
    return Stream.of(
        new FileRange("/data/a.jsonl", false, RowFormat.JSON_LINES, 0, 8 << 20),
        new FileRange("/data/é 😃.csv.gz", true, RowFormat.CSV, 0, Long.MAX_VALUE),
        new FileRange("", false, RowFormat.JSON_LINES, 1L << 40, (1L << 40) + 1));
  }

  @ParameterizedTest
  @MethodSource("ranges")
  void whatIsWrittenIsReadBack(FileRange range) throws Exception {
    byte[] bytes = CoderUtils.encodeToByteArray(CODER, range);
    assertThat(CoderUtils.decodeFromByteArray(CODER, bytes), is(range));
  }

  @Test
  void anUnknownVersionIsRefused() {
    IOException e =
        assertThrows(
            IOException.class, () -> CODER.decode(new ByteArrayInputStream(new byte[] {2, 0})));
    assertThat(e.getMessage(), containsString("FileRangeCoder reads version 1, but these bytes"));
  }
}
