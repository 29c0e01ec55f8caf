package io.github.mailmodosource.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SourceRowCoderTest {
  private static final SourceRowCoder CODER = SourceRowCoder.of();

  static Stream<SourceRow> rows() {
    byte[] block = "{1}\n{é😃}\n{3}\n".getBytes(UTF_8);
    byte[] noUtf8 = {'7', (byte) 0xE9};
    return Stream.of(
        new SourceRow("a.jsonl", 4, 2, RowFormat.JSON_LINES, null, block, 4, 8, 8),
        new SourceRow("a.csv", 1L << 40, 0, RowFormat.CSV, "a,é".getBytes(UTF_8), block, 0, 3, 3),
        new SourceRow("a.csv", 0, 1, RowFormat.CSV, new byte[0], noUtf8, 0, 2, 9_000_000));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theRowIsReadBackWithoutItsNeighboursInTheBlock(SourceRow row) throws Exception {
    SourceRow read =
        CoderUtils.decodeFromByteArray(CODER, CoderUtils.encodeToByteArray(CODER, row));
    assertThat(read.source(), is(row.source()));
    assertThat(read.position(), is(row.position()));
    assertThat(read.line(), is(row.line()));
    assertThat(read.format(), is(row.format()));
    assertThat(read.header(), is(row.header()));
    assertThat(read.length(), is(row.length()));
    assertThat(read.wholeLength(), is(row.wholeLength()));
    int end = row.offset() + row.length();
    assertThat(read.buffer(), is(Arrays.copyOfRange(row.buffer(), row.offset(), end)));
  }

  @Test
  void anUnknownVersionIsRefused() {
    IOException e =
        assertThrows(
            IOException.class, () -> CODER.decode(new ByteArrayInputStream(new byte[] {1, 0})));
    assertThat(e.getMessage(), containsString("RowCoder reads version 2, but these bytes"));
  }
}
