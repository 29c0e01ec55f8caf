package io.github.mailmodosource.coding;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import java.io.IOException;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads and writes JSON so that nothing changes: a number is text, whatever its digits, 1.10 stays
 * 1.10. None of Jackson's limits on names, depth, numbers and text holds here, because what one
 * part of a pipeline has written every other must be able to read. No tree is built and no number
 * is computed: a number of a million digits takes minutes, {@code 1e999999999} all memory.
 */
public final class ExactJson {
  private static final JsonFactory JSON = new JsonFactory(builder(Integer.MAX_VALUE));

  private ExactJson() {}

  /**
   * A factory of parsers and generators without limits but this.
   *
   * @param depth how many levels deep a parser goes
   */
  public static JsonFactoryBuilder builder(int depth) {
    JsonFactoryBuilder builder = new JsonFactoryBuilder();
    builder
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(depth)
                .maxNameLength(Integer.MAX_VALUE)
                .maxNumberLength(Integer.MAX_VALUE)
                .maxStringLength(Integer.MAX_VALUE)
                .build())
        .streamWriteConstraints(
            StreamWriteConstraints.builder().maxNestingDepth(Integer.MAX_VALUE).build())
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW);
    return builder;
  }

  public static JsonParser parser(byte[] json, int offset, int length) throws IOException {
    return JSON.createParser(json, offset, length);
  }

  public static JsonParser parser(String json) throws IOException {
    return JSON.createParser(json);
  }

  /** The value at which the parser stands, and all that is in it, on one line. */
  public static String text(JsonParser parser) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      int depth = 0;
      boolean more = true;
      while (more) {
        JsonToken token = parser.currentToken();
        copy(parser, token, generator);
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        more = depth > 0 && parser.nextToken() != null;
      }
    }
    return text.toString();
  }

  private static void copy(JsonParser parser, JsonToken token, JsonGenerator to)
      throws IOException {
    switch (token) {
      case VALUE_NUMBER_INT -> to.writeNumber(parser.getText());
      case VALUE_NUMBER_FLOAT -> {
        if (isMissing(parser)) {
          to.writeNull();
        } else {
          to.writeNumber(parser.getText());
        }
      }
      default -> to.copyCurrentEvent(parser);
    }
  }

  /**
   * Whether the number at which a parser stands is {@code NaN}, as Python writes a missing value.
   * Only a parser that allows it meets one.
   *
   * @throws JsonParseException for an infinite number
   */
  public static boolean isMissing(JsonParser parser) throws IOException {
    if (!parser.isNaN()) {
      return false;
    }
    if (parser.getText().equals("NaN")) {
      return true;
    }
    throw new JsonParseException(parser, parser.getText() + " is not JSON");
  }

  /**
   * The fields of an object, each value as its JSON text; of two with one name the last counts.
   *
   * @param parser stands before the object
   * @throws JsonParseException if there is no object
   */
  public static Map<String, String> fields(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new JsonParseException(parser, "this is not a JSON object");
    }
    Map<String, String> fields = new LinkedHashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      fields.put(name, text(parser));
    }
    return fields;
  }

  /** The fields of an object that is the whole of a text. */
  public static Map<String, String> fields(String json) throws IOException {
    try (JsonParser parser = parser(json)) {
      return fields(parser);
    }
  }

  /** The object of these fields, whose values are JSON. */
  public static String object(Map<String, String> fields) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      generator.writeStartObject();
      for (Map.Entry<String, String> field : fields.entrySet()) {
        generator.writeFieldName(field.getKey());
        generator.writeRawValue(field.getValue());
      }
      generator.writeEndObject();
    }
    return text.toString();
  }
}
