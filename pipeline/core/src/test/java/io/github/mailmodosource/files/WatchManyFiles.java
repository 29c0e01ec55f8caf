package io.github.mailmodosource.files;

import io.github.mailmodosource.coding.Hash128;
import io.github.mailmodosource.rows.CsvOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.util.CoderUtils;

/**
 * Measures, by hand: {@code WatchManyFiles FOLDER FILES}. Makes that many files of one row, unless
 * they are there; says how long a look at their names and a mark with them take, and how many files
 * a second a reader passes on.
 */
final class WatchManyFiles {
  private WatchManyFiles() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    int count = Integer.parseInt(args[1]);
    make(folder, count);
    measureLooks(folder);
    if (args.length > 2) {
      measureReading(folder, count);
    }
  }

  private static void make(Path folder, int count) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < count; i++) {
      Path file = folder.resolve("activity-2026-11-26T03-04-05-" + i + ".jsonl");
      if (!Files.exists(file)) {
        Files.writeString(
            file,
            "{\"event\":\"Email Opened\",\"email\":\"reader"
                + i
                + "@example.com\",\"occurred_at\":\"2026-11-20T03:04:05Z\",\"campaign_id\":\"c\"}\n");
      }
    }
  }

  private static void measureLooks(Path folder) throws Exception {
    SeenFiles seen = new SeenFiles();
    String real = folder.toRealPath() + "/";
    try (Stream<Path> names = Files.list(folder)) {
      names.forEach(name -> seen.add(Hash128.of(real + name.getFileName()), 0));
    }
    Map<Hash128, FileStamp> failed = new ConcurrentHashMap<>();
    AtomicLong now = new AtomicLong();
    WatchedFiles files = watched(folder, Duration.ofSeconds(30));
    FileLister lister =
        new FileLister(
            files,
            seen,
            failed,
            new StandingFiles(files.interval().toNanos(), StandingFiles.MOST),
            now::get);
    WatchMarkCoder coder = new WatchMarkCoder();
    for (int i = 0; i < 5; i++) {
      long start = System.nanoTime();
      lister.look();
      say("a look at " + seen.size() + " names that were read", start);
      start = System.nanoTime();
      WatchMark mark = new WatchMark(seen.ids(), failed, null);
      say("a mark of them", start);
      start = System.nanoTime();
      byte[] bytes = CoderUtils.encodeToByteArray(coder, mark);
      say("its " + bytes.length + " bytes", start);
      start = System.nanoTime();
      SeenFiles.of(CoderUtils.decodeFromByteArray(coder, bytes).seen(), 0);
      say("reading them", start);
    }
    lister =
        new FileLister(
            files,
            new SeenFiles(),
            failed,
            new StandingFiles(files.interval().toNanos(), StandingFiles.MOST),
            now::get);
    long start = System.nanoTime();
    lister.look();
    say("a look at names that are all new", start);
  }

  private static void measureReading(Path folder, int count) throws Exception {
    PipelineOptions options = PipelineOptionsFactory.create();
    WatchedFilesSource.tell(watched(folder, Duration.ofSeconds(1)), options);
    try (UnboundedReader<?> reader =
        new WatchedFilesSource("activity").createReader(options, null)) {
      boolean there = reader.start();
      while (!there) {
        there = reader.advance();
      }
      long start = System.nanoTime();
      int left = count - 1;
      long nothing = 0;
      while (left > 0) {
        if (reader.advance()) {
          left--;
        } else {
          nothing++;
        }
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "%d files in %.1f s: %.0f a second; %d times there was nothing%n",
          count,
          seconds,
          count / seconds,
          nothing);
    }
  }

  private static WatchedFiles watched(Path folder, Duration interval) {
    return WatchedFiles.of("activity", folder + "/*.jsonl", null, null, CsvOptions.NONE)
        .withInterval(interval);
  }

  private static void say(String what, long start) {
    System.out.printf(Locale.ROOT, "%s: %.3f s%n", what, (System.nanoTime() - start) / 1e9);
  }
}
