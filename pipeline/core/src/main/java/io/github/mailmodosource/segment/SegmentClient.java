package io.github.mailmodosource.segment;

import io.github.mailmodosource.event.Version;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Posts one batch once. Thread-safe. */
final class SegmentClient {
  private static final int ANSWER_TEXT_CHARS = 500;

  private final SegmentSettings settings;
  private final HttpClient http;
  private final String writeKey;
  private final String credentials;
  private final Clock clock;

  SegmentClient(SegmentSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.connectTimeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    writeKey = settings.writeKey().read();
    // Segment's own form: the key is the user, the password is empty, the colon is required.
    credentials =
        Base64.getEncoder().encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Posts a batch. What went wrong on the network is an answer too: {@link Answer#none}.
   *
   * @param departed is run when the request has left; not if it never does
   */
  Answer post(RequestBody batch, Runnable departed) throws InterruptedException {
    List<ByteBuffer> body = batch.finish(clock.instant());
    long bytes = body.stream().mapToLong(ByteBuffer::remaining).sum();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.batchAddress())
            .header("Authorization", "Basic " + credentials)
            .header("Content-Type", "application/json")
            .header("User-Agent", "mailmodo-source/" + Version.get())
            .POST(new DepartingBody(body, bytes, departed));
    if (settings.gzip()) {
      request.header("Content-Encoding", "gzip");
    }
    try {
      HttpResponse<String> response = exchange(request.build());
      return new Answer(
          response.statusCode(),
          readable(response.body()),
          RetryAfter.parse(
              response.headers().firstValue("Retry-After").orElse(""), clock.instant()),
          bytes);
    } catch (IOException e) {
      return Answer.none(NetworkFailure.describe(e), bytes);
    }
  }

  /**
   * The client's own time-out ends with the answer's headers; this one holds until its last byte.
   */
  private HttpResponse<String> exchange(HttpRequest request)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(request, headers -> new AnswerText());
    try {
      return answer.get(settings.readTimeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + settings.readTimeout().toMillis() + " ms", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      if (e.getCause() instanceof NumberFormatException cause) {
        // The client lets this through when Content-Length is no number.
        throw new IOException("the answer is not HTTP: " + cause.getMessage(), cause);
      }
      throw new IllegalStateException("the request cannot be sent", e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  /** The beginning of a body, fit for a message: one line, and no key even if it is echoed. */
  private String readable(String body) {
    String line =
        body.replace(writeKey, "***").replace(credentials, "***").strip().replaceAll("\\s+", " ");
    return line.substring(0, Math.min(line.length(), ANSWER_TEXT_CHARS));
  }
}
