package io.github.mailmodosource.segment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BodyStreamTest {
  private static final List<ByteBuffer> PARTS =
      Stream.of("{", "", "\"a\":1", ",", "\"é\":2", "}", "").map(BodyStreamTest::within).toList();

  private static final String WHOLE = "{\"a\":1,\"é\":2}";

  @Test
  void thePartsFollowOneAnother() {
    assertThat(text(new BodyStream(PARTS), 100), is(WHOLE));
  }

  @Test
  void aReadFillsAllTheRoomThatItIsGiven() {
    byte[] room = new byte[12];
    BodyStream body = new BodyStream(PARTS);
    assertThat(body.read(room, 2, 10), is(10));
    assertThat(body.read(room, 0, 12), is(4));
    assertThat(body.read(room, 0, 12), is(-1));
  }

  @Test
  void aBodyIsReadAgainForAnotherConnection() {
    assertThat(text(new BodyStream(PARTS), 3), is(WHOLE));
    assertThat(text(new BodyStream(PARTS), 3), is(WHOLE));
  }

  @Test
  void byteByByteItIsTheSame() {
    BodyStream body = new BodyStream(PARTS);
    byte[] bytes = WHOLE.getBytes(StandardCharsets.UTF_8);
    for (byte expected : bytes) {
      assertThat(body.read(), is(expected & 0xFF));
    }
    assertThat(body.read(), is(-1));
  }

  private static String text(BodyStream body, int atOnce) {
    byte[] bytes = new byte[100];
    int length = 0;
    for (int read = body.read(bytes, 0, atOnce); read > 0; ) {
      length += read;
      read = body.read(bytes, length, atOnce);
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  /** In the middle of others, as in a block. */
  private static ByteBuffer within(String text) {
    byte[] part = text.getBytes(StandardCharsets.UTF_8);
    byte[] all = ("before" + text + "behind").getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.wrap(all, 6, part.length);
  }
}
