package io.github.mailmodosource.sandbox;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;

/** Speaks to a sandbox over HTTP, as a sender and as a browser would. */
final class TestSender {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String KEY =
      "Basic " + Base64.getEncoder().encodeToString("any-key:".getBytes(StandardCharsets.UTF_8));

  private TestSender() {}

  /** The right event with another id. */
  static String event(String messageId) {
    return Examples.LINK_CLICKED.strip().replace("mailmodo-5f0c", messageId);
  }

  /** Sends these events as a batch of now; the status of the answer. */
  static int post(Sandbox sandbox, String... events) throws Exception {
    return post(sandbox, List.of(events));
  }

  static int post(Sandbox sandbox, List<String> events) throws Exception {
    String sentAt = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    return postBody(
        sandbox, "{\"batch\":[" + String.join(",", events) + "],\"sentAt\":\"" + sentAt + "\"}");
  }

  /** Sends that text as the body of a batch request; the status of the answer. */
  static int postBody(Sandbox sandbox, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sandbox.endpoint() + "/v1/batch"))
            .header("Authorization", KEY)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return CLIENT.send(request, BodyHandlers.discarding()).statusCode();
  }

  /** Asks as a browser that shows what it gets. */
  static HttpResponse<String> get(Sandbox sandbox, String path) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(sandbox.endpoint() + path))
            .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
            .build(),
        BodyHandlers.ofString());
  }

  /** Has it forget everything. */
  static void empty(Sandbox sandbox) throws Exception {
    CLIENT.send(
        HttpRequest.newBuilder(URI.create(sandbox.endpoint() + "/sandbox/events")).DELETE().build(),
        BodyHandlers.discarding());
  }
}
