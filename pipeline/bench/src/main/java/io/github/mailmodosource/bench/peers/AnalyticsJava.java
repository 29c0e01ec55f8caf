package io.github.mailmodosource.bench.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.segment.analytics.Analytics;
import com.segment.analytics.Callback;
import com.segment.analytics.messages.Message;
import com.segment.analytics.messages.TrackMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The same with Segment's client for Java: it batches and retries by itself.
 *
 * <p>Arguments: activity file, contact file, address. Prints how many events it sent.
 */
public final class AnalyticsJava {
  /** The client queues without end what it cannot send at once, so it is told to wait. */
  private static final int MAX_IN_FLIGHT = 20_000;

  private AnalyticsJava() {}

  /** What the client said of its events. */
  record Answers(long sent, long failed) {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Answers answers = send(Path.of(args[0]), Path.of(args[1]), args[2]);
    System.out.println(answers.sent());
    System.exit(answers.failed() == 0 ? 0 : 1);
  }

  static Answers send(Path activity, Path contacts, String server)
      throws IOException, InterruptedException {
    Rows rows = new Rows(contacts);
    Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT);
    AtomicLong sent = new AtomicLong();
    AtomicLong failed = new AtomicLong();
    Analytics analytics =
        Analytics.builder("bench")
            .endpoint(server)
            .callback(
                new Callback() {
                  @Override
                  public void success(Message message) {
                    sent.incrementAndGet();
                    inFlight.release();
                  }

                  @Override
                  public void failure(Message message, Throwable error) {
                    failed.incrementAndGet();
                    inFlight.release();
                  }
                })
            .build();
    try (BufferedReader lines = Files.newBufferedReader(activity, UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Rows.Event event = rows.event(line);
        if (event != null) {
          inFlight.acquire();
          analytics.enqueue(message(event));
        }
      }
    }
    analytics.flush();
    // shutdown() alone would drop what is not sent within seconds.
    inFlight.acquire(MAX_IN_FLIGHT);
    analytics.shutdown();
    return new Answers(sent.get(), failed.get());
  }

  private static TrackMessage.Builder message(Rows.Event event) {
    TrackMessage.Builder message =
        TrackMessage.builder(event.name())
            .messageId(event.messageId())
            .timestamp(Date.from(event.time()))
            .properties(event.properties())
            .context(
                Map.of(
                    "traits", Map.of("email", event.email()),
                    "integration", Map.of("name", "mailmodo", "version", "1.0.0")))
            .enableIntegration("Mailmodo", false);
    return event.who().anonymous()
        ? message.anonymousId(event.who().id())
        : message.userId(event.who().id());
  }
}
