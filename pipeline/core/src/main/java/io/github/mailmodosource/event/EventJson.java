package io.github.mailmodosource.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a track event, in UTF-8: a view into the bytes that hold it, such as those of a
 * block. An event is copied no oftener than it must be on its way to Segment.
 */
public record EventJson(byte[] buffer, int offset, int length) {
  static final byte COMMA = ',';
  private static final byte[] TIMESTAMP = "\"timestamp\":\"".getBytes(StandardCharsets.UTF_8);

  /** All of these bytes. */
  public static EventJson of(byte[] bytes) {
    return new EventJson(bytes, 0, bytes.length);
  }

  public static EventJson of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Whether the other stands right behind this one, with a comma in between: so that both are one
   * run of bytes in a JSON array.
   */
  public boolean isBefore(EventJson other) {
    int end = offset + length;
    return buffer == other.buffer && end + 1 == other.offset && buffer[end] == COMMA;
  }

  /**
   * The value of {@code timestamp}, as it stands there; null if there is none. It stands before
   * everything that may have a field of that name too, and within a text quotes are escaped.
   */
  @Nullable String timestamp() {
    int end = offset + length;
    for (int i = offset; i + TIMESTAMP.length < end; i++) {
      if (Arrays.equals(TIMESTAMP, 0, TIMESTAMP.length, buffer, i, i + TIMESTAMP.length)) {
        int start = i + TIMESTAMP.length;
        int quote = start;
        while (quote < end && buffer[quote] != '"') {
          quote++;
        }
        return new String(buffer, start, quote - start, StandardCharsets.UTF_8);
      }
    }
    return null;
  }

  /** The JSON itself. */
  public String text() {
    return new String(buffer, offset, length, StandardCharsets.UTF_8);
  }

  /** Runners log elements when they are told to: the payload names people. */
  @Override
  public String toString() {
    return "EventJson[" + length + " bytes]";
  }
}
