package io.github.mailmodosource.coding;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.beam.sdk.util.CoderUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VersionedCoderTest {
  private static final Note NOTE = new Note(7, "text", new byte[] {1}, null, null);

  static Stream<Arguments> notes() {
    byte[] none = new byte[0];
    byte[] bytes = {0, -1, 127};
    return Stream.of(
        arguments("nothing", new Note(0, "", none, null, null)),
        arguments("empty is not null", new Note(1, "", none, none, "")),
        arguments("bytes", new Note(2, "a", bytes, bytes, "b")),
        arguments("beyond ASCII", new Note(3, "é😃\n\u0000", none, null, "é😃")),
        arguments(
            "large", new Note(Long.MAX_VALUE, "x".repeat(100_000), new byte[70_000], null, null)),
        arguments("negative", new Note(Long.MIN_VALUE, "-", none, null, null)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("notes")
  void whatIsWrittenIsReadBack(String what, Note note) throws Exception {
    NoteCoder coder = new NoteCoder(1);
    Note read = CoderUtils.decodeFromByteArray(coder, CoderUtils.encodeToByteArray(coder, note));
    assertThat(what, read.sameAs(note), is(true));
  }

  @Test
  void theFirstByteIsTheVersion() throws Exception {
    assertThat(CoderUtils.encodeToByteArray(new NoteCoder(1), NOTE)[0], is((byte) 1));
    assertThat(CoderUtils.encodeToByteArray(new NoteCoder(9), NOTE)[0], is((byte) 9));
  }

  @Test
  void anotherReleasesBytesAreRefusedWithOneClearLine() throws Exception {
    byte[] old = CoderUtils.encodeToByteArray(new NoteCoder(1), NOTE);
    IOException e =
        assertThrows(
            IOException.class, () -> new NoteCoder(2).decode(new ByteArrayInputStream(old)));
    assertThat(
        e.getMessage(),
        is(
            "NoteCoder reads version 2, but these bytes have version 1:"
                + " start without the old state"));
  }

  @Test
  void bytesThatEndTooSoonAreRefusedWhereverTheyEnd() throws Exception {
    byte[] whole = CoderUtils.encodeToByteArray(new NoteCoder(1), NOTE);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(
          IOException.class,
          () -> new NoteCoder(1).decode(new ByteArrayInputStream(cut)),
          "the first " + length + " bytes");
    }
  }

  @Test
  void codersOfOneClassAreEqualAndDeterministic() throws Exception {
    assertThat(new NoteCoder(1), is(new NoteCoder(1)));
    assertThat(new NoteCoder(1).hashCode(), is(new NoteCoder(1).hashCode()));
    assertThat(new NoteCoder(1), is(not(new OtherCoder())));
    new NoteCoder(1).verifyDeterministic();
  }

  /** One field for each of the encodings. */
  private record Note(
      long number,
      String text,
      byte[] bytes,
      byte @Nullable [] maybeBytes,
      @Nullable String maybeText) {
    private boolean sameAs(Note other) {
      return number == other.number
          && text.equals(other.text)
          && Arrays.equals(bytes, other.bytes)
          && Arrays.equals(maybeBytes, other.maybeBytes)
          && Objects.equals(maybeText, other.maybeText);
    }
  }

  private static class NoteCoder extends VersionedCoder<Note> {
    NoteCoder(int version) {
      super(version);
    }

    @Override
    protected void write(Note note, OutputStream out) throws IOException {
      writeNumber(note.number(), out);
      writeText(note.text(), out);
      writeBytes(note.bytes(), out);
      writeOptionalBytes(note.maybeBytes(), out);
      writeOptionalText(note.maybeText(), out);
    }

    @Override
    protected Note read(InputStream in) throws IOException {
      return new Note(
          readNumber(in), readText(in), readBytes(in), readOptionalBytes(in), readOptionalText(in));
    }
  }

  private static final class OtherCoder extends NoteCoder {
    OtherCoder() {
      super(1);
    }
  }
}
