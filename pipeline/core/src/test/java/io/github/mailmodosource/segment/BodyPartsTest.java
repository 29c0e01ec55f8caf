package io.github.mailmodosource.segment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How a body is cut into writes to its connection. */
class BodyPartsTest {
  private static final int KIB = 1024;

  @Test
  void smallPartsAreWrittenTogether() {
    List<ByteBuffer> parts = within("{", "", "\"a\":1", ",", "\"é\":2", "}", "");
    assertThat(texts(writes(parts)), contains("{\"a\":1,\"é\":2}"));
  }

  @Test
  void aBodyIsReadAgainForAnotherConnection() {
    List<ByteBuffer> parts = within("[", "1", "]");
    assertThat(texts(writes(parts)), contains("[1]"));
    assertThat(texts(writes(parts)), contains("[1]"));
  }

  @Test
  void ofNothingNothingIsWritten() {
    assertThat(writes(within("", "")).isEmpty(), is(true));
  }

  /** "At most one copy of an event's bytes between the mapping and the socket." */
  @Test
  void aLargePartIsWrittenAsItStandsInPieces() {
    List<ByteBuffer> parts = within("x".repeat(150 * KIB));
    List<ByteBuffer> writes = writes(parts);
    assertThat(sizes(writes), contains(64 * KIB, 64 * KIB, 22 * KIB));
    assertThat(isView(writes.get(0), parts.get(0), 0), is(true));
    assertThat(isView(writes.get(2), parts.get(0), 128 * KIB), is(true));
  }

  @Test
  void whatIsSmallBesideALargePartIsWrittenApart() {
    List<ByteBuffer> parts = within("[", "x".repeat(4 * KIB), ",", "1", "]");
    List<ByteBuffer> writes = writes(parts);
    assertThat(sizes(writes), contains(1, 4 * KIB, 3));
    assertThat(isView(writes.get(1), parts.get(1), 0), is(true));
    assertThat("copied together", isView(writes.get(2), parts.get(2), 0), is(false));
    assertThat("alone, so no copy", isView(writes.get(0), parts.get(0), 0), is(true));
  }

  @Test
  void smallPartsThatAreManyAreSeveralWrites() {
    List<ByteBuffer> parts =
        within(IntStream.range(0, 10).mapToObj(i -> "x".repeat(3 * KIB)).toArray(String[]::new));
    assertThat(sizes(writes(parts)), contains(15 * KIB, 15 * KIB));
  }

  private static List<ByteBuffer> writes(List<ByteBuffer> parts) {
    List<ByteBuffer> writes = new ArrayList<>();
    new BodyParts(parts).forEachRemaining(writes::add);
    return writes;
  }

  private static List<Integer> sizes(List<ByteBuffer> writes) {
    return writes.stream().map(ByteBuffer::remaining).toList();
  }

  private static List<String> texts(List<ByteBuffer> writes) {
    return writes.stream().map(StandardCharsets.UTF_8::decode).map(Object::toString).toList();
  }

  /** Whether what changes in a part, at this place, changes in what is written. */
  private static boolean isView(ByteBuffer write, ByteBuffer part, int index) {
    part.put(part.position() + index, (byte) '!');
    return write.get(write.position()) == '!';
  }

  /** In the middle of others, as in a block. */
  private static List<ByteBuffer> within(String... texts) {
    return Stream.of(texts)
        .map(
            text -> {
              int length = text.getBytes(StandardCharsets.UTF_8).length;
              byte[] all = ("before" + text + "behind").getBytes(StandardCharsets.UTF_8);
              return ByteBuffer.wrap(all, 6, length);
            })
        .toList();
  }
}
