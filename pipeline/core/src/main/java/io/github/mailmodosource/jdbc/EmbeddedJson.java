package io.github.mailmodosource.jdbc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.StringWriter;

/** The text of a JSON column inside of another JSON text. */
final class EmbeddedJson {
  private static final JsonFactory JSON = new JsonFactory();

  private EmbeddedJson() {}

  /** Writes it as JSON, on one line; text that is not JSON becomes a string. */
  static void write(String text, JsonGenerator out) throws IOException {
    StringWriter compact = new StringWriter();
    try (JsonParser parser = JSON.createParser(text);
        JsonGenerator copy = JSON.createGenerator(compact)) {
      while (parser.nextToken() != null) {
        // "Exact": 1.10 stays 1.10.
        copy.copyCurrentEventExact(parser);
      }
    } catch (JsonProcessingException noJson) {
      out.writeString(text);
      return;
    }
    String value = compact.toString();
    if (value.isEmpty()) {
      out.writeString(text);
    } else {
      out.writeRawValue(value);
    }
  }
}
