package io.github.mailmodosource.segment;

import io.github.mailmodosource.track.TrackEvent;
import io.github.mailmodosource.track.Version;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Posts one batch once. Thread-safe. */
final class SegmentClient {
  private static final int ANSWER_TEXT_CHARS = 500;

  private final SegmentSettings settings;
  private final HttpClient http;
  private final String authorization;
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
    // Segment's own form: the key is the user, the password is empty, the colon is required.
    authorization =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(
                    (settings.writeKey().read() + ":").getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Posts the events as one batch.
   *
   * @throws IOException if no answer came: no network, a time-out, a broken connection
   */
  Answer post(List<TrackEvent> events) throws IOException, InterruptedException {
    byte[] body = body(events);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.batchAddress())
            .timeout(settings.readTimeout())
            .header("Authorization", authorization)
            .header("Content-Type", "application/json")
            .header("User-Agent", "mailmodo-source/" + Version.get())
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (settings.gzip()) {
      request.header("Content-Encoding", "gzip");
    }
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    String text = response.body().strip();
    return new Answer(
        response.statusCode(),
        text.substring(0, Math.min(text.length(), ANSWER_TEXT_CHARS)),
        RetryAfter.parse(response.headers().firstValue("Retry-After").orElse(""), clock.instant()),
        body.length);
  }

  private byte[] body(List<TrackEvent> events) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(settings.batchBytes());
    try (OutputStream out = settings.gzip() ? new GZIPOutputStream(bytes, 8192) : bytes) {
      BatchBody.write(events, settings.shared(), clock.instant(), out);
    }
    return bytes.toByteArray();
  }
}
