package io.github.mailmodosource.segment;

import io.github.mailmodosource.event.SharedFields;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.option.DurationOption;
import io.github.mailmodosource.option.SecretReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Future;

/** Sends as a sender of a pipeline does, without the pipeline. */
final class Sending {
  static final String WRITE_KEY = "a-key-of-the-tests";

  private static final Path KEY_FILE = keyFile();

  private Sending() {}

  /** Settings by their names, such as {@code maxInFlight=4}; unless given, without any pace. */
  static SegmentSettings settings(String endpoint, String... settings) {
    SegmentSettings.Builder builder =
        SegmentSettings.builder()
            .endpoint(endpoint)
            .shared(SharedFields.of(null))
            .writeKey(SecretReference.parse("file:" + KEY_FILE))
            .requestsPerSecond(0)
            .eventsPerSecond(0);
    for (String setting : settings) {
      String[] parts = setting.split("=", 2);
      set(builder, parts[0].replaceFirst("^--", ""), parts[1]);
    }
    return builder.build();
  }

  private static void set(SegmentSettings.Builder builder, String name, String value) {
    switch (name) {
      case "endpoint" -> builder.endpoint(value);
      case "writeKey" -> builder.writeKey(SecretReference.parse(value));
      case "compression" -> builder.gzip(value.equals("gzip"));
      case "batchBytes" -> builder.batchBytes(Integer.parseInt(value));
      case "batchEvents" -> builder.batchEvents(Integer.parseInt(value));
      case "requestsPerSecond" -> builder.requestsPerSecond(Double.parseDouble(value));
      case "eventsPerSecond" -> builder.eventsPerSecond(Double.parseDouble(value));
      case "maxInFlight" -> builder.maxInFlight(Integer.parseInt(value));
      case "retryFor" -> builder.retryFor(DurationOption.parse(name, value));
      case "connectTimeout" -> builder.connectTimeout(DurationOption.parse(name, value));
      case "readTimeout" -> builder.readTimeout(DurationOption.parse(name, value));
      default -> throw new IllegalArgumentException(name);
    }
  }

  /** Sends each of the batches as one sender of a job of its own. */
  static List<Delivered> send(SegmentSettings settings, List<List<TrackEvent>> batches)
      throws InterruptedException {
    return send(settings, "test-" + UUID.randomUUID(), batches);
  }

  static Delivered sendOne(SegmentSettings settings, List<TrackEvent> batch)
      throws InterruptedException {
    return send(settings, List.of(batch)).get(0);
  }

  /** Sends each of the batches as one sender of this job. */
  static List<Delivered> send(SegmentSettings settings, String job, List<List<TrackEvent>> batches)
      throws InterruptedException {
    SegmentWorker worker = SegmentWorker.acquire(job, settings);
    try {
      Queue<Future<Delivered>> pending = new ArrayDeque<>();
      for (List<TrackEvent> batch : batches) {
        pending.add(worker.submit(batch));
      }
      List<Delivered> delivered = new ArrayList<>();
      while (!pending.isEmpty()) {
        delivered.add(worker.await(pending.remove()));
      }
      return delivered;
    } finally {
      SegmentWorker.release(job);
    }
  }

  private static Path keyFile() {
    try {
      Path file = Files.createTempFile("write-key", ".txt");
      file.toFile().deleteOnExit();
      return Files.writeString(file, WRITE_KEY);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
