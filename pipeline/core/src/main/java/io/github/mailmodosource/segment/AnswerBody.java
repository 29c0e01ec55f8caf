package io.github.mailmodosource.segment;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.github.mailmodosource.coding.ByteOrderMark;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of an answer's body. Where the status says that all is well, it decides: a network
 * that wants a sign-in, a company's proxy and a page at a mistyped address answer 200 too, and
 * nothing of that has reached Segment.
 *
 * @param text without a byte order mark
 * @param isCut whether there was more of it
 * @param contentType of the answer's headers; empty if there was none
 */
record AnswerBody(String text, boolean isCut, String contentType) {
  /** Of a longer body what was seen decides. */
  static final int MOST_BYTES = 65_536;

  private static final JsonFactory JSON = new JsonFactory();
  private static final Set<String> GOOD_WORDS = Set.of("ok", "success", "accepted");

  /** Without the words: they may quote an event. */
  @Override
  public String toString() {
    return "AnswerBody[" + text.length() + " characters]";
  }

  /**
   * With what a web page begins, as browsers tell one where no header does (the table of the WHATWG
   * standard "MIME Sniffing"), and two more that sign-in pages begin with.
   */
  private static final List<String> PAGE_TAGS =
      List.of(
          "!doctype",
          "html",
          "head",
          "title",
          "body",
          "meta",
          "script",
          "style",
          "iframe",
          "form",
          "h1",
          "div",
          "font",
          "table",
          "a",
          "b",
          "br",
          "p");

  /** What the body of a 2xx says. */
  enum Kind {
    /** Nothing at all, a word such as {@code OK}, or JSON that speaks of no failure. */
    ACCEPTED,

    /** JSON that says {@code "success": false}, or has an {@code error}. */
    FAILED,

    /** A page for people: it is not Segment that answers. */
    WEB_PAGE,

    /** Anything else. */
    OTHER
  }

  static AnswerBody empty() {
    return new AnswerBody("", false, "");
  }

  /**
   * Reads what arrived: UTF-8, or what a byte order mark says, compressed or not. (Nobody asked for
   * gzip, but there are proxies that do not wait to be asked.)
   */
  static AnswerBody of(byte[] bytes, boolean isCut, String contentType) {
    byte[] plain = isGzip(bytes) ? inflated(bytes, isCut) : bytes;
    String text = decoded(plain);
    return new AnswerBody(text, isCut || plain.length >= MOST_BYTES, contentType);
  }

  Kind kind() {
    String body = text.strip();
    if (body.isEmpty() || GOOD_WORDS.contains(body.toLowerCase(Locale.ROOT))) {
      return Kind.ACCEPTED;
    }
    Kind json = ofJson(isCut ? withoutHalfAWord(body) : body);
    if (json != null) {
      return json;
    }
    return isWebPage(body) ? Kind.WEB_PAGE : Kind.OTHER;
  }

  /** What JSON says; null if it is none. */
  private @Nullable Kind ofJson(String body) {
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          if (isFailure(name, parser)) {
            return Kind.FAILED;
          }
          parser.skipChildren();
        }
      } else {
        parser.skipChildren();
      }
      return parser.nextToken() == null ? Kind.ACCEPTED : null;
    } catch (JsonProcessingException e) {
      // What breaks off where we hung up was JSON so far.
      boolean atTheCut = isCut && e.getLocation().getCharOffset() >= body.length();
      return atTheCut ? Kind.ACCEPTED : null;
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to be read", e);
    }
  }

  private static boolean isFailure(String name, JsonParser value) throws IOException {
    return switch (name) {
      case "success" -> isFalse(value);
      case "error" -> isError(value);
      default -> false;
    };
  }

  private static boolean isFalse(JsonParser value) throws IOException {
    return value.currentToken() == JsonToken.VALUE_FALSE
        || (value.currentToken() == JsonToken.VALUE_STRING
            && value.getText().strip().equalsIgnoreCase("false"));
  }

  /** Null and what is empty are no errors; nor are false and 0, which say that there is none. */
  private static boolean isError(JsonParser value) throws IOException {
    return switch (value.currentToken()) {
      case START_OBJECT -> value.nextToken() != JsonToken.END_OBJECT;
      case START_ARRAY -> value.nextToken() != JsonToken.END_ARRAY;
      case VALUE_STRING -> !isBlank(value);
      case VALUE_NUMBER_INT -> !value.getText().equals("0");
      case VALUE_NULL, VALUE_FALSE -> false;
      default -> true;
    };
  }

  private static boolean isBlank(JsonParser value) throws IOException {
    try {
      return value.getText().isBlank();
    } catch (JsonEOFException e) {
      // So long that it was cut.
      return false;
    }
  }

  private boolean isWebPage(String body) {
    String type = contentType.strip().toLowerCase(Locale.ROOT);
    if (type.startsWith("text/html") || type.startsWith("application/xhtml")) {
      return true;
    }
    int start = afterComments(body);
    if (start < 0) {
      return true;
    }
    return PAGE_TAGS.stream().anyMatch(tag -> isTag(body, start, tag));
  }

  /** Where the first tag begins; below 0 if a comment has no end. */
  private static int afterComments(String body) {
    int at = 0;
    while (at < body.length()) {
      int end;
      if (Character.isWhitespace(body.charAt(at))) {
        end = at + 1;
      } else if (body.startsWith("<!--", at)) {
        int close = body.indexOf("-->", at);
        if (close < 0) {
          return -1;
        }
        end = close + 3;
      } else if (body.startsWith("<?", at) && body.indexOf("?>", at) > 0) {
        end = body.indexOf("?>", at) + 2;
      } else {
        return at;
      }
      at = end;
    }
    return at;
  }

  private static boolean isTag(String body, int start, String tag) {
    int end = start + 1 + tag.length();
    return body.startsWith("<", start)
        && body.regionMatches(true, start + 1, tag, 0, tag.length())
        && (end >= body.length() || !Character.isLetterOrDigit(body.charAt(end)));
  }

  /** The cut may have gone through a word such as {@code true}, which then is no JSON. */
  private static String withoutHalfAWord(String body) {
    int end = body.length();
    while (end > 0 && isOfAWord(body.charAt(end - 1))) {
      end--;
    }
    return body.substring(0, end);
  }

  private static boolean isOfAWord(char c) {
    return Character.isLetterOrDigit(c) || c == '+' || c == '-' || c == '.';
  }

  private static boolean isGzip(byte[] bytes) {
    return bytes.length > 2 && (bytes[0] & 0xFF) == 0x1F && (bytes[1] & 0xFF) == 0x8B;
  }

  /** As far as it goes if it was cut; as it is if it is broken. */
  private static byte[] inflated(byte[] bytes, boolean isCut) {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      byte[] part = new byte[4096];
      for (int n = in.read(part); n >= 0 && plain.size() < MOST_BYTES; n = in.read(part)) {
        plain.write(part, 0, n);
      }
    } catch (IOException e) {
      return isCut ? plain.toByteArray() : bytes;
    }
    return plain.toByteArray();
  }

  private static String decoded(byte[] bytes) {
    String text = new String(bytes, ByteOrderMark.charset(bytes, bytes.length));
    int start = 0;
    while (start < text.length()
        && (text.charAt(start) == ByteOrderMark.CHARACTER
            || Character.isWhitespace(text.charAt(start)))) {
      start++;
    }
    return text.substring(start);
  }
}
