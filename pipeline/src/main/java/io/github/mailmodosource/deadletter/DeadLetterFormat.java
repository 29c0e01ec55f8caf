package io.github.mailmodosource.deadletter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters as JSON lines: {@code stage}, {@code reason}, {@code message}, {@code source},
 * {@code row}, {@code event}, {@code failedAt}, {@code attempts}; {@code rowEncoding: "base64"}
 * where the row is no UTF-8, and {@code header} for a CSV row.
 */
final class DeadLetterFormat {
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

  private static void writeOptional(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }
}
