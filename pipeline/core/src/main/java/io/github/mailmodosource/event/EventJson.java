package io.github.mailmodosource.event;

import java.nio.charset.StandardCharsets;

/**
 * The JSON of a track event, in UTF-8: a view into the bytes that hold it, such as those of a
 * block. An event is copied no oftener than it must be on its way to Segment.
 */
public record EventJson(byte[] buffer, int offset, int length) {
  static final byte COMMA = ',';

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
