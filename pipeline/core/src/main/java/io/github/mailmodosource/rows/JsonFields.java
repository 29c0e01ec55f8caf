package io.github.mailmodosource.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.github.mailmodosource.coding.ExactJson;
import io.github.mailmodosource.deadletter.Reason;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes the fields out of a JSON object as it streams by; no tree is built. */
final class JsonFields {
  /** Enough for any row; what is read so far can be sent, and read in a dead letter too. */
  private static final int MOST_LEVELS = 1_000;

  private static final JsonFactory JSON =
      ExactJson.builder(MOST_LEVELS).enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private final Name root = new Name();
  private final FieldMapping mapping;
  private final boolean keepExtras;

  JsonFields(FieldMapping mapping, boolean keepExtras) {
    this.mapping = mapping;
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
      throw new BadRowException(Reason.BAD_JSON, notUtf8(row));
    }
    try (JsonParser parser = JSON.createParser(row.buffer(), row.offset(), row.length())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new BadRowException(Reason.BAD_JSON, noObject(row));
      }
      readObject(parser, root, values);
      if (parser.nextToken() != null) {
        throw new BadRowException(Reason.BAD_JSON, "there is more text after the JSON object");
      }
    } catch (JsonProcessingException e) {
      throw new BadRowException(Reason.BAD_JSON, describe(e, row));
    } catch (IOException e) {
      // Jackson reports broken UTF-8 so; the bytes are in memory, no other I/O can fail.
      throw new BadRowException(Reason.BAD_JSON, notUtf8(row));
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

  /** Why the row's bytes are no text. */
  static String notUtf8(SourceRow row) {
    return looksLikeUtf16(row)
        ? "the row looks like UTF-16; convert the file to UTF-8"
        : "the row is not valid UTF-8";
  }

  private static boolean looksLikeUtf16(SourceRow row) {
    for (int i = row.offset(); i < row.offset() + Math.min(row.length(), 4); i++) {
      if (row.buffer()[i] == 0) {
        return true;
      }
    }
    return row.length() > 1
        && (row.buffer()[row.offset()] & 0xFF) >= 0xFE
        && (row.buffer()[row.offset() + 1] & 0xFF) >= 0xFE;
  }

  private static String noObject(SourceRow row) {
    return switch (firstCharacter(row)) {
      case '[' -> "the row is a JSON array, not an object";
      case '"' -> "the row is a JSON string, not an object; is this a CSV file?";
      default -> "the row is not a JSON object";
    };
  }

  private static char firstCharacter(SourceRow row) {
    int end = row.offset() + row.length();
    int at = row.offset();
    while (at < end && row.buffer()[at] >= 0 && row.buffer()[at] <= ' ') {
      at++;
    }
    return at < end ? (char) (row.buffer()[at] & 0xFF) : ' ';
  }

  /** In the user's words: those of the library speak of its settings. */
  private static String describe(JsonProcessingException e, SourceRow row) {
    char first = firstCharacter(row);
    if (e instanceof StreamConstraintsException) {
      return "the row is nested more than " + MOST_LEVELS + " levels deep";
    }
    if (looksLikeUtf16(row)) {
      return notUtf8(row);
    }
    if (first == '<') {
      return "the row is not JSON; it looks like HTML or XML";
    }
    if (first != '{') {
      return first == '[' || first == '"'
          ? noObject(row)
          : "the row is not a JSON object; is this a CSV file?";
    }
    if (e instanceof JsonEOFException) {
      return "the row ends in the middle of its JSON object";
    }
    String hint =
        String.valueOf(row.text()).contains("\\\\\"")
            ? "; if every backslash is doubled, it was exported in PostgreSQL's text format: use CSV"
            : "";
    JsonLocation location = e.getLocation();
    return "the row is not valid JSON"
        + (location == null ? "" : ", at character " + Math.max(1, location.getColumnNr()))
        + hint;
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
      } else if (name.leaf) {
        values.set(name.targets, text(parser, token));
      } else if (!name.targets.isEmpty()) {
        // An object that is a field as a whole, and holds others besides.
        String text = text(parser, token);
        values.set(name.targets, text);
        readText(text, name, values);
      } else if (token == JsonToken.START_OBJECT) {
        readObject(parser, name, values);
      } else if (token == JsonToken.VALUE_STRING) {
        readText(parser.getText(), name, values);
      } else {
        parser.skipChildren();
      }
    }
  }

  /**
   * What is looked for in an object of this name: in a cell of a column, or in a string, as where
   * an object was serialised twice. Null if nothing is.
   *
   * @param path with dots for names inside of names
   */
  @Nullable Name inside(String path) {
    Name name = root;
    for (String part : path.split("\\.", -1)) {
      name = name.children.get(part);
      if (name == null) {
        return null;
      }
    }
    return name.children.isEmpty() ? null : name;
  }

  /** Takes what is looked for out of a text that is a JSON object; of any other text nothing. */
  void readText(@Nullable String text, @Nullable Name in, FieldValues values) {
    if (text == null || in == null || !isObject(text)) {
      return;
    }
    try (JsonParser parser = JSON.createParser(text)) {
      parser.nextToken();
      readObject(parser, in, values);
    } catch (IOException e) {
      throw new IllegalStateException("a text that was read once can be read again", e);
    }
  }

  /** Whether all of it is one: of half an object nothing is taken. */
  private static boolean isObject(String text) {
    if (!text.stripLeading().startsWith("{")) {
      return false;
    }
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      for (int depth = 1; depth > 0; ) {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
          ExactJson.isMissing(parser);
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      }
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  private void readUnknown(JsonParser parser, JsonToken token, String key, FieldValues values)
      throws IOException {
    boolean absent =
        token == JsonToken.VALUE_NULL
            || (token == JsonToken.VALUE_NUMBER_FLOAT && ExactJson.isMissing(parser))
            || (token == JsonToken.VALUE_STRING && parser.getTextLength() == 0);
    if (!absent && keepExtras) {
      values.addUnknown();
      values.addExtra(key, ExactJson.text(parser));
      return;
    }
    if (!absent && !mapping.isNamedElsewhere(key)) {
      values.addUnknown();
    }
    parser.skipChildren();
  }

  private static @Nullable String text(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_NULL -> null;
      case START_OBJECT, START_ARRAY -> ExactJson.text(parser);
      case VALUE_NUMBER_FLOAT -> ExactJson.isMissing(parser) ? null : parser.getText();
      default -> parser.getText();
    };
  }

  /** A text as a JSON string with its quotes. */
  static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  /** A name in a JSON object, and what it leads to. */
  static final class Name {
    private final Map<String, Name> children = new HashMap<>();
    private List<FieldMapping.Target> targets = List.of();
    private boolean leaf = true;

    private Name child(String key) {
      leaf = false;
      return children.computeIfAbsent(key, k -> new Name());
    }
  }
}
