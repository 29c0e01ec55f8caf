package io.github.mailmodosource.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mailmodosource.segment.AnswerBody.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** "Accepted is a 2xx whose body is …": what the body of a 2xx says, word for word. */
class AnswerBodyTest {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \r\n",
        "OK",
        "ok",
        "Ok",
        "success",
        "SUCCESS",
        "Accepted",
        " ok\n",
        "{}",
        "{\"success\": true}",
        "{\"success\":\"true\"}",
        "{\"success\":null}",
        "{\"success\":0}",
        "{\"id\":17}",
        "{\"nested\": {\"success\": false}}",
        "{\"nested\": {\"error\": \"in there\"}}",
        "{\"error\":null}",
        "{\"error\":\"\"}",
        "{\"error\":\" \"}",
        "{\"error\":{}}",
        "{\"error\":[]}",
        "{\"error\":false}",
        "{\"error\":0}",
        "{\"error\":{},\"success\":true}",
        "[]",
        "[false]",
        "[{\"success\":true}]",
        "\"OK\"",
        "true",
        "null",
        "42"
      })
  void isAccepted(String body) throws IOException {
    assertIs(Kind.ACCEPTED, body, "application/json");
    assertIs(Kind.ACCEPTED, body, "");
    // What a server calls text/html by default, as many frameworks do, is still no page.
    assertIs(Kind.ACCEPTED, body, "text/html; charset=utf-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"success\": false}",
        "{\"success\":\"false\"}",
        "{\"success\":\"False\"}",
        "{\"message\":\"one is bad\",\"success\":false}",
        "{\"success\":true,\"success\":false}",
        "{\"nested\":{\"success\":true},\"success\":false}",
        "{\"error\":\"write key revoked\"}",
        "{\"error\":{\"code\":\"unauthorized\"}}",
        "{\"error\":{\"code\":null}}",
        "{\"error\":[\"one is bad\"]}",
        "{\"error\":true}",
        "{\"error\":7}",
        "{\"success\":true,\"error\":\"one is bad\"}",
        "{\"error\":null,\"success\":false}",
        // Broken off behind what matters.
        "{\"errors\": {\"success\": true}, \"success\": false, \"mess"
      })
  void saysThatItFailed(String body) throws IOException {
    assertIs(Kind.FAILED, body, "application/json");
    assertIs(Kind.FAILED, body, "text/html");
    assertIs(Kind.FAILED, body, "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE html><html><head><title>Sign in</title></head></html>",
        "<!doctype HTML>",
        "<!doctype",
        "<html>",
        "<HTML lang=\"en\">",
        "<html",
        "\r\n\t <html>",
        "<!-- a comment --> <!-- <and> another -->\n<html>",
        "<!-- a comment without end",
        "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\">",
        "<head><meta http-equiv=\"refresh\" content=\"0; url=http://10.0.0.1/login\"></head>",
        "<meta http-equiv=\"refresh\" content=\"0; url=http://10.0.0.1/login\">",
        "<script>location='http://10.0.0.1/login'</script>",
        "<h1>Blocked</h1>",
        "<body onload=\"go()\">"
      })
  void isAWebPage(String body) throws IOException {
    assertIs(Kind.WEB_PAGE, body, "text/html; charset=utf-8");
    assertIs(Kind.WEB_PAGE, body, "application/json");
    assertIs(Kind.WEB_PAGE, body, "");
  }

  @ParameterizedTest
  @CsvSource({
    "Please sign in, text/html",
    "Please sign in, TEXT/HTML; charset=utf-8",
    "<Error/>, application/xhtml+xml"
  })
  void isAWebPageBecauseTheServerSaysSo(String body, String contentType) throws IOException {
    assertIs(Kind.WEB_PAGE, body, contentType);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ingestion: invalid secret",
        "OK.",
        "not ok",
        "{\"success\":",
        "{\"success\": true",
        "{\"success\": true} and more",
        "{\"success\": true}{\"success\": true}",
        "{success: true}",
        "tru",
        "<Error><Code>AccessDenied</Code></Error>",
        "<?xml version=\"1.0\"?><Error/>",
        "<article>",
        "<!-- a comment --> and words"
      })
  void isNoneOfThese(String body) throws IOException {
    assertIs(Kind.OTHER, body, "application/json");
    assertIs(Kind.OTHER, body, "text/plain");
    assertIs(Kind.OTHER, body, "");
  }

  /** Of 64 KB; what comes behind them is not looked at. */
  @Test
  void aLongBodyIsReadToItsEnd() throws IOException {
    assertIs(Kind.FAILED, "{\"message\":\"" + "x".repeat(60_000) + "\",\"success\":false}", "");
    assertIs(Kind.ACCEPTED, "{\"message\":\"" + "x".repeat(60_000) + "\",\"success\":true}", "");
    assertIs(Kind.WEB_PAGE, "<!--" + "x".repeat(60_000) + "--><html>", "");
    assertIs(Kind.ACCEPTED, " ".repeat(60_000) + "OK", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"", "[\"", "{\"message\":\"", "{\"a\":[\"", "{\"success\":true,\"m\":\""})
  void ofJsonThatIsCutWhatWasSeenDecides(String beginning) {
    assertCut(Kind.ACCEPTED, beginning + "x".repeat(70_000));
  }

  @Test
  void aFailureThatWasSeenBeforeTheCutCounts() {
    assertCut(Kind.FAILED, "{\"success\":false,\"message\":\"" + "x".repeat(70_000));
    assertCut(Kind.FAILED, "{\"error\":\"" + "x".repeat(70_000));
    assertCut(Kind.ACCEPTED, "{\"message\":\"" + "x".repeat(70_000) + "\",\"success\":false}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "null", "1.5e10", "-1", "\"\\u00e4\"", "\"ä€\"", "{\"b\":[]}"})
  void theCutMayGoThroughAnything(String value) {
    String row = "{\"a\":" + value + "},";
    byte[] body = ("[" + row.repeat(1 + 70_000 / row.length())).getBytes(StandardCharsets.UTF_8);
    for (int length = 65_536 - 40; length < 65_536; length++) {
      assertEquals(
          Kind.ACCEPTED, AnswerBody.of(Arrays.copyOf(body, length), true, "").kind(), value);
    }
  }

  @Test
  void utf16IsReadWithItsByteOrderMark() {
    for (var charset :
        new java.nio.charset.Charset[] {StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE}) {
      byte[] failed = (BYTE_ORDER_MARK + "{\"success\":false}").getBytes(charset);
      assertEquals(Kind.FAILED, AnswerBody.of(failed, false, "").kind());
      byte[] page = (BYTE_ORDER_MARK + "<html>").getBytes(charset);
      assertEquals(Kind.WEB_PAGE, AnswerBody.of(page, false, "").kind());
    }
  }

  @Test
  void gzipThatIsBrokenIsNoAcceptance() throws IOException {
    byte[] zipped = gzip("{\"success\":true}".getBytes(StandardCharsets.UTF_8));
    zipped[12] ^= 0x55;
    assertEquals(Kind.OTHER, AnswerBody.of(zipped, false, "").kind());
  }

  /** As it is, behind a byte order mark, and compressed. */
  private static void assertIs(Kind kind, String body, String contentType) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    assertEquals(kind, AnswerBody.of(bytes, false, contentType).kind());
    byte[] marked = (BYTE_ORDER_MARK + body).getBytes(StandardCharsets.UTF_8);
    assertEquals(kind, AnswerBody.of(marked, false, contentType).kind());
    assertEquals(kind, AnswerBody.of(gzip(bytes), false, contentType).kind());
  }

  private static void assertCut(Kind kind, String body) {
    byte[] bytes = Arrays.copyOf(body.getBytes(StandardCharsets.UTF_8), 65_536);
    assertEquals(kind, AnswerBody.of(bytes, true, "application/json").kind());
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    }
    return zipped.toByteArray();
  }
}
