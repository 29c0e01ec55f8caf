package io.github.mailmodosource.files;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.rows.RowFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FileUnitCoderTest {
  private static final FileUnitCoder CODER = new FileUnitCoder();

  static Stream<FileUnit> units() {
    FileRange range = new FileRange("/data/a.jsonl", 1L << 33, RowFormat.JSON_LINES, 0, 8 << 20);
    FileRange whole = new FileRange("/data/é 😃.csv.gz", 5, null, 0, Long.MAX_VALUE);
    return Stream.of(
        new FileUnit(List.of(range)),
        new FileUnit(List.of(whole, range, whole)),
        new FileUnit(
            List.of(new FileRange("", 1L << 41, RowFormat.JSON_LINES, 1L << 40, (1L << 40) + 1))));
  }

  @ParameterizedTest
  @MethodSource("units")
  void whatIsWrittenIsReadBack(FileUnit unit) throws Exception {
    byte[] bytes = CoderUtils.encodeToByteArray(CODER, unit);
    assertThat(CoderUtils.decodeFromByteArray(CODER, bytes), is(unit));
  }

  @Test
  void anUnknownVersionIsRefused() {
    IOException e =
        assertThrows(
            IOException.class, () -> CODER.decode(new ByteArrayInputStream(new byte[] {2, 0})));
    assertThat(e.getMessage(), containsString("FileUnitCoder reads version 1, but these bytes"));
  }
}
