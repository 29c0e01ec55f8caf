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
  private static final byte[] TIMESTAMP = beginning("timestamp");
  private static final byte[] USER_ID = beginning("userId");
  private static final byte[] ANONYMOUS_ID = beginning("anonymousId");

  private static byte[] beginning(String name) {
    return ('"' + name + "\":\"").getBytes(StandardCharsets.UTF_8);
  }

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

  /** The value of {@code timestamp}, as it stands there; null if there is none. */
  public @Nullable String timestamp() {
    return field(TIMESTAMP);
  }

  /**
   * Whose event it is: the value of {@code userId}, or else of {@code anonymousId}, as it stands
   * there; null if there is neither.
   */
  public @Nullable String person() {
    String userId = field(USER_ID);
    return userId != null ? userId : field(ANONYMOUS_ID);
  }

  /**
   * A text, with its escapes. It stands before everything that may have a field of that name too,
   * and within a text quotes are escaped.
   */
  private @Nullable String field(byte[] name) {
    int end = offset + length;
    for (int i = offset; i + name.length < end; i++) {
      if (Arrays.equals(name, 0, name.length, buffer, i, i + name.length)) {
        int start = i + name.length;
        int quote = start;
        while (quote < end && buffer[quote] != '"') {
          quote += buffer[quote] == '\\' ? 2 : 1;
        }
        return new String(buffer, start, Math.min(quote, end) - start, StandardCharsets.UTF_8);
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
