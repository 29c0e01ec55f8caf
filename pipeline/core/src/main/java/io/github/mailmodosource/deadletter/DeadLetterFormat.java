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
 * where the row is no UTF-8, {@code header} for a CSV row, and {@code partSha256} where the row is
 * only a part of the original.
 */
public final class DeadLetterFormat {
  private static final int MOST_ATTEMPTS = 1_000_000_000;
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
      writeOptional(json, "partSha256", letter.partSha256());
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
   * Reads a letter back. A row that was corrected by hand may be a JSON object, too, where we write
   * a text; a letter of an event may have none.
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
          event = asItStands(json, bytes, offset);
        } else if (token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT) {
          texts.put(key, json.getText());
        } else if (token == JsonToken.START_OBJECT && key.equals("row")) {
          texts.put(key, ExactJson.text(json));
        }
        json.skipChildren();
      }
      if (json.nextToken() != null) {
        throw new IllegalArgumentException(
            "this is not a dead letter: there is more text after the JSON object");
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("this is not a dead letter: it is not valid JSON", e);
    }
    Reason reason = Reason.ofCode(texts.getOrDefault("reason", ""));
    if (reason != null && reason.stage() == Reason.Stage.DELIVER && event != null) {
      texts.putIfAbsent("row", "");
    }
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
        attempts(texts.getOrDefault("attempts", "0")),
        texts.get("partSha256"));
  }

  /**
   * The value at which the parser stands to the byte, for it is sent again unchanged: a generator
   * would write escapes in its own way. One of several lines is brought into one.
   */
  private static String asItStands(JsonParser json, byte[] bytes, int offset) throws IOException {
    if (!json.currentToken().isStructStart()) {
      return ExactJson.text(json);
    }
    long start = json.currentTokenLocation().getByteOffset();
    if (start < 0) {
      return ExactJson.text(json);
    }
    String text = ExactJson.text(json);
    int from = offset + (int) start;
    int to = offset + (int) json.currentLocation().getByteOffset();
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\n' || bytes[i] == '\r') {
        return text;
      }
    }
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  private static int attempts(String text) {
    try {
      // More requests than any event was in: numbers of people's own must not overflow.
      return Math.max(0, Math.min(Integer.parseInt(text), MOST_ATTEMPTS));
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
