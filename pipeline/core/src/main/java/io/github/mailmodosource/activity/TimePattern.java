package io.github.mailmodosource.activity;

import java.io.Serializable;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Times in a form of the user's own, such as {@code 11/03/2026 4:05 PM}. */
final class TimePattern implements Serializable {
  private static final ZonedDateTime SAMPLE =
      LocalDateTime.of(2026, 11, 3, 16, 5, 6, 789_000_000).atZone(ZoneId.of("UTC"));

  private final String pattern;
  private transient @Nullable DateTimeFormatter formatter;

  private TimePattern(String pattern) {
    this.pattern = pattern;
  }

  /**
   * A pattern.
   *
   * @throws IllegalArgumentException if it is none, or does not tell which day and hour is meant
   */
  static TimePattern of(String pattern) {
    TimePattern times = new TimePattern(pattern);
    DateTimeFormatter formatter;
    String text;
    try {
      formatter = times.formatter();
      text = formatter.format(SAMPLE);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IllegalArgumentException(
          pattern + " is not a pattern of Java's DateTimeFormatter: " + e.getMessage(), e);
    }
    Instant read = times.parse(text, local -> local.toInstant(ZoneOffset.UTC));
    // With hh and no a, four in the afternoon would be read as midnight.
    if (read == null || !formatter.format(read.atZone(SAMPLE.getZone())).equals(text)) {
      throw new IllegalArgumentException(
          pattern
              + " does not tell the whole time; it needs year, month and day, and with a time an"
              + " hour of 24 (HH) or of 12 with AM or PM (h a), such as MM/dd/yyyy h:mm a");
    }
    return times;
  }

  /**
   * The instant; null if the text has another form, or names a day or an hour that does not exist.
   *
   * @param local what a time without a zone means
   */
  @Nullable Instant parse(String text, Function<LocalDateTime, Instant> local) {
    ParsePosition position = new ParsePosition(0);
    // Tells without an exception that the text has another form.
    if (formatter().parseUnresolved(text, position) == null
        || position.getIndex() < text.length()) {
      return null;
    }
    try {
      Object time =
          formatter().parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
      if (time instanceof ZonedDateTime zoned) {
        return zoned.toInstant();
      }
      return local.apply(
          time instanceof LocalDate date ? date.atStartOfDay() : (LocalDateTime) time);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private DateTimeFormatter formatter() {
    DateTimeFormatter made = formatter;
    if (made == null) {
      made =
          new DateTimeFormatterBuilder()
              .parseCaseInsensitive()
              .appendPattern(pattern)
              // yyyy is a year of an era, and nobody writes the era.
              .parseDefaulting(ChronoField.ERA, 1)
              .toFormatter(Locale.ENGLISH)
              .withResolverStyle(ResolverStyle.STRICT);
      formatter = made;
    }
    return made;
  }
}
