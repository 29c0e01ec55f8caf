package io.github.mailmodosource.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** What is logged, as one JSON object in one line. */
final class JsonLine {
  private static final JsonFactory JSON = new JsonFactory();

  /** Always with milliseconds, so that texts sort as times do. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private JsonLine() {}

  /** One of this moment and this thread. */
  static String now(Level level, String logger, String message, @Nullable String trace) {
    return of(Instant.now(), level, logger, Thread.currentThread().getName(), message, trace);
  }

  /**
   * The line, without its end.
   *
   * @param trace of what was thrown, as Java prints it; null for nothing
   */
  static String of(
      Instant time,
      Level level,
      String logger,
      String thread,
      String message,
      @Nullable String trace) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("time", TIME.format(time));
      json.writeStringField("level", level.name());
      json.writeStringField("logger", logger);
      json.writeStringField("thread", thread);
      json.writeStringField("message", message);
      if (trace != null) {
        json.writeStringField("throwable", trace);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a text takes every line", e);
    }
    return line.toString();
  }

  /** As Java prints it; null for nothing. */
  static @Nullable String trace(@Nullable Throwable thrown) {
    if (thrown == null) {
      return null;
    }
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }
}
