package io.github.mailmodosource.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.github.mailmodosource.deadletter.Reason;
import java.io.IOException;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes the fields out of a JSON object as it streams by; no tree is built. */
final class JsonFields {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

  private final Name root = new Name();
  private final boolean keepExtras;

  JsonFields(FieldMapping mapping, boolean keepExtras) {
    this.keepExtras = keepExtras;
    for (String field : mapping.fields()) {
      for (String path : mapping.namesOf(field)) {
        Name name = root;
        for (String part : path.split("\\.", -1)) {
          name = name.child(part);
        }
        name.targets = mapping.targetsOf(path);
        // Some exports flatten: the dots are then part of the name.
        root.child(path).targets = name.targets;
      }
    }
  }

  void read(SourceRow row, FieldValues values) throws BadRowException {
    if (mayBeNoUtf8(row) && row.text() == null) {
      throw new BadRowException(Reason.BAD_JSON, "the row is not valid UTF-8");
    }
    try (JsonParser parser = JSON.createParser(row.buffer(), row.offset(), row.length())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new BadRowException(Reason.BAD_JSON, "the row is not a JSON object");
      }
      readObject(parser, root, values);
      if (parser.nextToken() != null) {
        throw new BadRowException(Reason.BAD_JSON, "there is more text after the JSON object");
      }
    } catch (JsonProcessingException e) {
      throw new BadRowException(Reason.BAD_JSON, firstLine(e));
    } catch (IOException e) {
      // Jackson reports broken UTF-8 so; the bytes are in memory, no other I/O can fail.
      throw new BadRowException(Reason.BAD_JSON, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Jackson finds most broken UTF-8, but takes characters that are longer than they need be, halves
   * of surrogate pairs, and what lies beyond Unicode. All of these show in their first two bytes.
   */
  private static boolean mayBeNoUtf8(SourceRow row) {
    byte[] bytes = row.buffer();
    int last = row.offset() + row.length() - 1;
    for (int i = row.offset(); i < last; i++) {
      if (bytes[i] < 0 && mayBeNoCharacter(bytes[i] & 0xFF, bytes[i + 1] & 0xFF)) {
        return true;
      }
    }
    return row.length() > 0 && bytes[last] < 0;
  }

  private static boolean mayBeNoCharacter(int first, int second) {
    return switch (first) {
      case 0xE0 -> second < 0xA0;
      case 0xED -> second > 0x9F;
      case 0xF0 -> second < 0x90;
      case 0xF4 -> second > 0x8F;
      default -> first == 0xC0 || first == 0xC1 || first > 0xF4;
    };
  }

  private static String firstLine(JsonProcessingException e) {
    long column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
    return e.getOriginalMessage().lines().findFirst().orElse("invalid JSON")
        + (column > 0 ? " (column " + column + ")" : "");
  }

  private void readObject(JsonParser parser, Name in, FieldValues values) throws IOException {
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      Name name = in.children.get(key);
      if (name == null) {
        if (in == root) {
          readUnknown(parser, token, key, values);
        } else {
          parser.skipChildren();
        }
      } else if (!name.targets.isEmpty()) {
        values.set(name.targets, text(parser, token));
      } else if (token == JsonToken.START_OBJECT) {
        readObject(parser, name, values);
      } else {
        parser.skipChildren();
      }
    }
  }

  private void readUnknown(JsonParser parser, JsonToken token, String key, FieldValues values)
      throws IOException {
    boolean absent =
        token == JsonToken.VALUE_NULL
            || (token == JsonToken.VALUE_STRING && parser.getTextLength() == 0);
    if (!absent) {
      values.addUnknown();
      if (keepExtras) {
        values.addExtra(key, json(parser));
        return;
      }
    }
    parser.skipChildren();
  }

  private static @Nullable String text(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_NULL -> null;
      case START_OBJECT, START_ARRAY -> json(parser);
      default -> parser.getText();
    };
  }

  private static String json(JsonParser parser) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      int depth = 0;
      boolean more = true;
      while (more) {
        // "Exact": 1.10 stays 1.10.
        generator.copyCurrentEventExact(parser);
        JsonToken token = parser.currentToken();
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        more = depth > 0 && parser.nextToken() != null;
      }
    }
    return text.toString();
  }

  /** A text as a JSON string with its quotes. */
  static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  /** A name in a JSON object, and what it leads to. */
  private static final class Name {
    private final Map<String, Name> children = new HashMap<>();
    private List<FieldMapping.Target> targets = List.of();

    private Name child(String key) {
      return children.computeIfAbsent(key, k -> new Name());
    }
  }
}
