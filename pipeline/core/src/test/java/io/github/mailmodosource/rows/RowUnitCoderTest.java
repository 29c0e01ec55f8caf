package io.github.mailmodosource.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowUnitCoderTest {
  private static final RowUnitCoder CODER = new RowUnitCoder();

  static Stream<RowBlock> blocks() {
    byte[] rows = "1,é\n2,😃\n".getBytes(UTF_8);
    byte[] noUtf8 = {'7', (byte) 0xE9, '\r', '\n'};
    return Stream.of(
        new RowBlock("a.jsonl", 0, 1, RowFormat.JSON_LINES, null, 0, rows),
        new RowBlock("a.csv", 1L << 40, 0, RowFormat.CSV, "a,é".getBytes(UTF_8), 0, rows),
        new RowBlock("a.csv", 7, 2, RowFormat.CSV, new byte[0], 1L << 33, noUtf8));
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void whatIsWrittenIsReadBack(RowBlock block) throws Exception {
    RowBlock read =
        (RowBlock)
            CoderUtils.decodeFromByteArray(CODER, CoderUtils.encodeToByteArray(CODER, block));
    assertThat(read.source(), is(block.source()));
    assertThat(read.position(), is(block.position()));
    assertThat(read.firstLine(), is(block.firstLine()));
    assertThat(read.format(), is(block.format()));
    assertThat(read.header(), is(block.header()));
    assertThat(read.cutFrom(), is(block.cutFrom()));
    assertThat(read.bytes(), is(block.bytes()));
  }

  @Test
  void anUnknownVersionIsRefused() {
    IOException e =
        assertThrows(
            IOException.class, () -> CODER.decode(new ByteArrayInputStream(new byte[] {1, 0})));
    assertThat(e.getMessage(), containsString("RowUnitCoder reads version 3, but these bytes"));
  }
}
