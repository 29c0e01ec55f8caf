package io.github.mailmodosource.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The debugger page at the sandbox's address, and what it asks for. What is sent to the sandbox is
 * anybody's text: the page may run its own scripts and load nothing else, and what it shows is made
 * of text nodes (Trusted Types: the browser refuses text as markup).
 */
final class PageHandlers {
  /** Every file of the page but itself. */
  static final List<String> FILES =
      List.of("page.css", "base.js", "rows.js", "list.js", "detail.js", "main.js");

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:;"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  private static final String ABOUT =
      """
      A local stand-in for Segment's Tracking API. In a browser, this address shows events as they arrive.

      POST   /v1/batch         takes a batch, or refuses it with the reason
      GET    /sandbox/stats    what came in, in numbers
      GET    /sandbox/events   what came in, as JSON lines: ?event= &messageId= &limit=100 (0 = all) &offset=0
      DELETE /sandbox/events   forgets everything
      """;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 10_000;

  private final EventStore store;

  PageHandlers(EventStore store) {
    this.store = store;
  }

  /** For every answer: they hold what the browser shall not keep, and nobody shall frame. */
  static void protect(Context request) {
    request.header("Content-Security-Policy", POLICY);
    request.header("Cross-Origin-Opener-Policy", "same-origin");
    request.header("Referrer-Policy", "no-referrer");
    request.header("Cache-Control", "no-store");
  }

  /** {@code GET /}: the page for a browser, some lines of text for a program. */
  void frontDoor(Context request) throws IOException {
    request.header("Vary", "Accept");
    String accept = request.header("Accept");
    if (accept != null && accept.contains("text/html")) {
      request.contentType("text/html; charset=utf-8").result(bytes("page.html"));
    } else {
      request.contentType("text/plain; charset=utf-8").result(ABOUT);
    }
  }

  /** {@code GET /sandbox/page/page.css} and the like. */
  void file(Context request) throws IOException {
    String name = request.pathParam("file");
    if (!FILES.contains(name)) {
      throw new NotFoundResponse();
    }
    String type = name.endsWith(".css") ? "text/css" : "text/javascript";
    request.contentType(type + "; charset=utf-8").result(bytes(name));
  }

  /**
   * {@code GET /sandbox/log?after=0&limit=100}: the counts, and the rows behind that number, in the
   * order of their arrival. Numbers begin again when {@code since} of the counts changes.
   */
  void log(Context request) throws JsonProcessingException {
    long after = InspectHandlers.number(request, "after", 0, Long.MAX_VALUE);
    long limit = InspectHandlers.number(request, "limit", DEFAULT_LIMIT, MAX_LIMIT);
    EventStore.News news = store.after(after, (int) limit);
    ObjectNode json = JSON.createObjectNode();
    json.set("stats", InspectHandlers.json(news.stats()));
    json.put("last", news.last());
    ArrayNode rows = json.putArray("rows");
    news.entries().forEach(entry -> rows.add(EntryJson.row(entry)));
    request.contentType("application/json").result(JSON.writeValueAsBytes(json));
  }

  /** {@code GET /sandbox/log/17}: one entry in full. */
  void entry(Context request) throws JsonProcessingException {
    EventLog.Entry entry = store.entry(number(request.pathParam("number")));
    if (entry == null) {
      throw new NotFoundResponse();
    }
    request.contentType("application/json").result(JSON.writeValueAsBytes(EntryJson.full(entry)));
  }

  /** 0, which no entry has, for what is not a number. */
  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = PageHandlers.class.getResourceAsStream("page/" + name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in the jar");
      }
      return in.readAllBytes();
    }
  }
}
