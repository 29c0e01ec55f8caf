package io.github.mailmodosource.jdbc;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.mailmodosource.coding.ExactJson;
import java.io.IOException;

/** The text of a JSON column inside of another JSON text. */
final class EmbeddedJson {
  private EmbeddedJson() {}

  /** Writes it as JSON, on one line; text that is not JSON becomes a string. */
  static void write(String text, JsonGenerator out) throws IOException {
    String value;
    try (JsonParser parser = ExactJson.parser(text)) {
      value = parser.nextToken() == null ? "" : ExactJson.text(parser);
      if (parser.nextToken() != null) {
        value = "";
      }
    } catch (JsonProcessingException noJson) {
      value = "";
    }
    if (value.isEmpty()) {
      out.writeString(text);
    } else {
      out.writeRawValue(value);
    }
  }
}
