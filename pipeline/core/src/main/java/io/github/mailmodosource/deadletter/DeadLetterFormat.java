package io.github.mailmodosource.deadletter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.mailmodosource.coding.ExactJson;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
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
    Map<String, String> texts = new HashMap<>();
    String event = null;
    try (JsonParser json = ExactJson.parser(bytes, offset, length)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("this is not a dead letter: it is not a JSON object");
      }
      for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
        JsonToken token = json.nextToken();
        if (key.equals("event")) {
          event = ExactJson.text(json);
        } else if (token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT) {
          texts.put(key, json.getText());
        }
        json.skipChildren();
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("this is not a dead letter: it is not valid JSON", e);
    }
    Reason reason = Reason.ofCode(texts.getOrDefault("reason", ""));
    String row = texts.get("row");
    if (reason == null || row == null) {
      throw new IllegalArgumentException(
          "this is not a dead letter: it needs a known reason and a row");
    }
    return new DeadLetter(
        reason,
        texts.getOrDefault("message", ""),
        texts.getOrDefault("source", ""),
        row,
        texts.getOrDefault("rowEncoding", "").equals("base64"),
        texts.get("header"),
        event,
        instant(texts.getOrDefault("failedAt", "")),
        attempts(texts.getOrDefault("attempts", "0")));
  }

  private static int attempts(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return 0;
    }
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
