package io.github.mailmodosource.segment;

import io.github.mailmodosource.event.Version;
import io.github.mailmodosource.ledger.LedgerKey;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Posts one batch once. Thread-safe. */
final class SegmentClient {
  private static final int ANSWER_TEXT_CHARS = 500;
  private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

  /** How long the answer to a request under way is waited for when the job ends. */
  static final Duration LAST_MOMENT = Duration.ofSeconds(2);

  private final SegmentSettings settings;
  private final Route route;
  private final String writeKey;
  private final String credentials;
  private final Clock clock;
  private @Nullable HttpClient connections;

  SegmentClient(SegmentSettings settings, Clock clock) {
    this(settings, clock, Route.to(settings.batchAddress()));
  }

  SegmentClient(SegmentSettings settings, Clock clock, Route route) {
    this.settings = settings;
    this.clock = clock;
    this.route = route;
    ProxyLogin.allow(route);
    writeKey = settings.writeKey().read();
    // Segment's own form: the key is the user, the password is empty, the colon is required.
    credentials =
        Base64.getEncoder().encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8));
  }

  /** What records of a ledger are made with: with the write key, but it does not leave this. */
  LedgerKey ledgerKey() {
    return LedgerKey.of(writeKey, settings.batchAddress().toString());
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
    String login = route.login();
    if (login != null) {
      // The client shows headers of this kind to the proxy only, and the others not to it if the
      // connection is a tunnel.
      request.header("Proxy-Authorization", login);
    }
    if (settings.gzip()) {
      request.header("Content-Encoding", "gzip");
    }
    try {
      HttpResponse<AnswerBody> response = exchange(request.build());
      return new Answer(
          response.statusCode(),
          body(response).kind(),
          ofRoute(response.statusCode(), readable(body(response).text())),
          RetryAfter.parse(
              response.headers().firstValue("Retry-After").orElse(""), clock.instant()),
          bytes);
    } catch (IOException e) {
      return Answer.none(route.failed(NetworkFailure.describe(e)), bytes);
    }
  }

  /**
   * Lets go of the connections, and of the client's thread, until the next request; whoever waits
   * for an answer still gets it.
   */
  synchronized void rest() {
    connections = null;
  }

  private synchronized HttpClient connections() {
    HttpClient open = connections;
    if (open == null) {
      open =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(settings.connectTimeout())
              .followRedirects(HttpClient.Redirect.NEVER)
              .proxy(route.selector())
              .build();
      connections = open;
    }
    return open;
  }

  /** Names the proxy where an answer may be its own. */
  private String ofRoute(int status, String text) {
    String proxy = route.proxy();
    if (proxy == null || status < 300) {
      return text;
    }
    if (status == PROXY_AUTHENTICATION_REQUIRED) {
      String what =
          route.login() == null
              ? " asks for a user and a password"
              : " does not accept its user and password";
      return proxy + what + (text.isEmpty() ? "" : ": " + text);
    }
    boolean tunnel = "https".equals(settings.batchAddress().getScheme());
    return tunnel ? text : route.failed(text.isEmpty() ? "no words" : text);
  }

  /**
   * The client's own time-out ends with the answer's headers; this one holds until its last byte.
   */
  private HttpResponse<AnswerBody> exchange(HttpRequest request)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<AnswerBody>> answer =
        connections()
            .sendAsync(
                request,
                info -> new AnswerText(info.headers().firstValue("Content-Type").orElse("")));
    try {
      return answerWithin(settings.readTimeout(), answer);
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + settings.readTimeout().toMillis() + " ms", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      if (e.getCause() instanceof NumberFormatException cause) {
        // The client lets this through when Content-Length is not a number.
        throw new IOException("the answer is not HTTP: " + cause.getMessage(), cause);
      }
      throw new IllegalStateException("the request cannot be sent", e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  /** The client has none of a proxy that makes no tunnel without a password. */
  private static AnswerBody body(HttpResponse<@Nullable AnswerBody> response) {
    AnswerBody body = response.body();
    return body == null ? AnswerBody.empty() : body;
  }

  /**
   * Waits for an answer. Who is interrupted meanwhile is to end, but what has left may be accepted
   * at this very moment: the answer has a moment to come, so that it can be counted, and the thread
   * stays interrupted.
   */
  private static <T> T answerWithin(Duration time, CompletableFuture<T> answer)
      throws InterruptedException, ExecutionException, TimeoutException {
    try {
      return answer.get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException end) {
      try {
        T inTime = answer.get(LAST_MOMENT.toNanos(), TimeUnit.NANOSECONDS);
        Thread.currentThread().interrupt();
        return inTime;
      } catch (TimeoutException e) {
        throw end;
      }
    }
  }

  /** The beginning of a body, fit for a message: one line, and no key even if it is echoed. */
  private String readable(String body) {
    String masked = body.replace(writeKey, "***").replace(credentials, "***");
    String login = route.login();
    if (login != null) {
      masked = masked.replace(login.substring(login.indexOf(' ') + 1), "***");
    }
    String line = masked.strip().replaceAll("\\s+", " ");
    return line.substring(0, Math.min(line.length(), ANSWER_TEXT_CHARS));
  }
}
