package io.github.mailmodosource.segment;

import io.github.mailmodosource.event.EventBlock;
import io.github.mailmodosource.event.SharedFields;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.option.SecretReference;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Our packer and our client, called without a pipeline: one attempt each. Not thread-safe. */
public final class PlainSender {
  private final SegmentSettings settings;
  private final BatchPacker packer;
  private final SegmentClient client;
  private long sent;

  /**
   * A sender without compression.
   *
   * @param endpoint where to
   * @param key names the write key
   */
  public PlainSender(String endpoint, SecretReference key) {
    settings =
        SegmentSettings.builder()
            .writeKey(key)
            .shared(SharedFields.of(null))
            .endpoint(endpoint)
            .gzip(false)
            .requestsPerSecond(0)
            .eventsPerSecond(0)
            .build();
    packer = new BatchPacker(settings);
    client = new SegmentClient(settings, Clock.systemUTC());
  }

  /** Adds events, and sends the batches that are full. */
  public void add(EventBlock block) throws IOException, InterruptedException {
    List<TrackEvent> events = new ArrayList<>();
    block.forEach(events::add);
    for (TrackEvent event : events) {
      send(packer.add(event));
    }
  }

  /** Sends what is left, and returns how many events were sent. */
  public long finish() throws IOException, InterruptedException {
    send(packer.flush());
    return sent;
  }

  private void send(@Nullable List<TrackEvent> batch) throws IOException, InterruptedException {
    if (batch != null) {
      Answer answer = client.post(new RequestBody(batch, settings), () -> {});
      if (answer.verdict() != Answer.Verdict.ACCEPTED) {
        throw new IOException(answer + " " + answer.text());
      }
      sent += batch.size();
    }
  }
}
