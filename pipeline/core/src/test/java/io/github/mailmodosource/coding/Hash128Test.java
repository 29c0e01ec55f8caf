package io.github.mailmodosource.coding;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class Hash128Test {
  /** {@code printf mailmodo-1 | sha256sum}; part of every checkpoint. */
  @Test
  void itIsTheBeginningOfSha256() {
    Hash128 hash = new Hash128(0xcc56ec42fa026c12L, 0x37f35b41c5fd0311L);
    assertThat(Hash128.of("mailmodo-1"), is(hash));
    assertThat(Hash128.of("mailmodo-1".getBytes(StandardCharsets.UTF_8)), is(hash));
  }

  @Test
  void its16BytesAreInTheOrderOfTheHash() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Hash128.of("mailmodo-1").write(out);
    assertThat(HexFormat.of().formatHex(out.toByteArray()), is("cc56ec42fa026c1237f35b41c5fd0311"));
    assertThat(
        Hash128.read(new ByteArrayInputStream(out.toByteArray())), is(Hash128.of("mailmodo-1")));
    assertThrows(EOFException.class, () -> Hash128.read(new ByteArrayInputStream(new byte[15])));
  }

  @Test
  void theirOrderIsThatOfTheirHighBitsThenOfTheirLowOnes() {
    assertThat(
        Stream.of(new Hash128(2, -1), new Hash128(2, -2), new Hash128(-3, 1)).sorted().toList(),
        is(List.of(new Hash128(-3, 1), new Hash128(2, -2), new Hash128(2, -1))));
  }

  @Test
  void bucketsAreEven() {
    int[] sizes = new int[64];
    for (int i = 0; i < 64_000; i++) {
      sizes[Hash128.of("mailmodo-" + i).bucket(6)]++;
    }
    for (int size : sizes) {
      assertThat(Math.abs(size - 1_000), is(lessThan(200)));
    }
  }
}
