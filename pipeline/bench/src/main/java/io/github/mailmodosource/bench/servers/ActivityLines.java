package io.github.mailmodosource.bench.servers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mailmodosource.bench.generator.ActivityColumns;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * JSON lines of activity as the text that both databases load: tabs between values, \N for none.
 */
final class ActivityLines {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ActivityLines() {}

  /** The statement that makes the table, without its key. */
  static String createTable(String timeType) {
    StringBuilder sql = new StringBuilder("CREATE TABLE activity (n BIGINT NOT NULL");
    for (String field : ActivityColumns.NAMES) {
      sql.append(", ").append(field).append(' ').append(type(field, timeType));
    }
    return sql.append(')').toString();
  }

  private static String type(String field, String timeType) {
    return switch (field) {
      case "occurred_at" -> timeType;
      case "apple_privacy_open", "is_hard_bounce" -> "BOOLEAN";
      default -> "TEXT";
    };
  }

  /** One line, with its line end. */
  static String tabbed(long n, String line) throws IOException {
    JsonNode row = JSON.readTree(line);
    StringBuilder text = new StringBuilder(Long.toString(n));
    for (String field : ActivityColumns.NAMES) {
      text.append('\t').append(text(field, row.get(field)));
    }
    return text.append('\n').toString();
  }

  private static String text(String field, @Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      return CopyText.NULL;
    }
    if (value.isBoolean()) {
      return value.booleanValue() ? "1" : "0";
    }
    return field.equals("occurred_at") ? time(value.asText()) : CopyText.of(value.asText());
  }

  /** The shapes that scripts/generate writes, at the millisecond by which rows are told apart. */
  private static String time(String text) {
    Instant time;
    if (text.chars().allMatch(Character::isDigit)) {
      long number = Long.parseLong(text);
      time =
          number < 100_000_000_000L
              ? Instant.ofEpochSecond(number)
              : Instant.EPOCH.plus(number, number < 1e14 ? ChronoUnit.MILLIS : ChronoUnit.MICROS);
    } else if (text.charAt(10) == ' ') {
      time = LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    } else {
      time = OffsetDateTime.parse(text).toInstant();
    }
    return time.truncatedTo(ChronoUnit.MILLIS).toString().replace('T', ' ').replace("Z", "");
  }
}
