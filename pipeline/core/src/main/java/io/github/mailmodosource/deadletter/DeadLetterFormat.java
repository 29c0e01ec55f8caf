package io.github.mailmodosource.deadletter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.mailmodosource.coding.ExactJson;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters as JSON lines: {@code stage}, {@code reason}, {@code message}, {@code source},
 * {@code row}, {@code event}, {@code failedAt}, {@code attempts}; {@code rowEncoding: "base64"}
 * where the row is no UTF-8, and {@code header} for a CSV row.
 */
public final class DeadLetterFormat {
  private static final JsonFactory JSON = new JsonFactory();

  private DeadLetterFormat() {}

  /** One letter as one line, its line end included. */
  static byte[] line(DeadLetter letter) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("stage", letter.reason().stage().code());
      json.writeStringField("reason", letter.reason().code());
      json.writeStringField("message", letter.message());
      json.writeStringField("source", letter.source());
      json.writeStringField("row", letter.row());
      if (letter.rowIsBase64()) {
        json.writeStringField("rowEncoding", "base64");
      }
      writeOptional(json, "header", letter.header());
      String event = letter.event();
      if (event != null) {
        json.writeFieldName("event");
        json.writeRawValue(event);
      }
      json.writeStringField(
          "failedAt", letter.failedAt().truncatedTo(ChronoUnit.MILLIS).toString());
      json.writeNumberField("attempts", letter.attempts());
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("a string writer does not fail", e);
    }
    return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a letter back.
   *
   * @throws IllegalArgumentException with one line that says what is wrong, if it is no letter
   */
  public static DeadLetter read(byte[] bytes, int offset, int length) {
    JsonNode json;
    try {
      json = ExactJson.reader().readTree(bytes, offset, length);
    } catch (IOException e) {
      throw new IllegalArgumentException("this is not a dead letter: it is not valid JSON", e);
    }
    Reason reason = Reason.ofCode(json.path("reason").asText());
    if (reason == null || !json.path("row").isTextual()) {
      throw new IllegalArgumentException(
          "this is not a dead letter: it needs a known reason and a row");
    }
    JsonNode event = json.get("event");
    return new DeadLetter(
        reason,
        json.path("message").asText(),
        json.path("source").asText(),
        json.path("row").asText(),
        json.path("rowEncoding").asText().equals("base64"),
        json.path("header").isTextual() ? json.path("header").asText() : null,
        event == null ? null : event.toString(),
        instant(json.path("failedAt").asText()),
        json.path("attempts").asInt());
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "this is not a dead letter: failedAt is not a valid time", e);
    }
  }

  private static void writeOptional(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }
}
