package io.github.mailmodosource.segment;

import io.github.mailmodosource.track.SharedFields;
import io.github.mailmodosource.track.TrackEvent;
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
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** Sends as a sender of a pipeline does, without the pipeline. */
final class Sending {
  static final String WRITE_KEY = "a-key-of-the-tests";

  private static final Path KEY_FILE = keyFile();

  private Sending() {}

  /** Settings from options as the command line has them; unless given, without any pace. */
  static SegmentSettings settings(String endpoint, String... options) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--endpoint=" + endpoint,
                "--writeKey=file:" + KEY_FILE,
                "--requestsPerSecond=0",
                "--eventsPerSecond=0"));
    for (String option : options) {
      String name = option.substring(0, option.indexOf('=') + 1);
      all.removeIf(given -> given.startsWith(name));
      all.add(option);
    }
    return SegmentSettings.of(
        PipelineOptionsFactory.fromArgs(all.toArray(new String[0])).as(SegmentOptions.class),
        SharedFields.of(null));
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
