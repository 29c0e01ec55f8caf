package io.github.mailmodosource.warehouse;

import io.github.mailmodosource.activity.TimeParser;
import io.github.mailmodosource.coding.UtcTime;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Times as they are compared: {@code 2026-11-20T03:04:05.678Z}, cut to milliseconds. */
public final class TimeText {
  private static final TimeParser TEXT = new TimeParser(ZoneOffset.UTC);
  private static final int LENGTH = 24;

  private TimeText() {}

  /** The time that a text tells, if it was stored as one; else null. */
  public static @Nullable Instant parse(@Nullable String text) {
    return text == null ? null : TEXT.parse(text.strip());
  }

  /** A time in any of the forms that a text column may have; another text as it is. */
  static String normal(String text) {
    if (text.length() == LENGTH && text.charAt(LENGTH - 1) == 'Z' && text.charAt(10) == 'T') {
      return text;
    }
    Instant time = parse(text);
    return time == null ? text : UtcTime.format(time);
  }
}
