package io.github.mailmodosource.bench.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code scripts/soak}: a run without end at a steady rate, looked at once a minute: the heap after
 * a full collection, the memory of the process, the newest checkpoint, the pace.
 */
public final class Soak {
  private static final int MILLIS_OF_A_LOOK = 5_000;
  private static final int LOOKS = 12;
  private static final int SECONDS_OF_A_FILE = 5;

  /** Of the rows that {@link TrialRows} makes. */
  private static final double SENT_SHARE = 0.8;

  private static final Pattern COLLECTED =
      Pattern.compile("Pause Full \\(Diagnostic Command\\)[^\\n]*?(\\d+)M->(\\d+)M");

  private final int minutes;
  private final int rate;
  private final String heap;
  private final Path out;
  private final Path work;
  private final TrialServer server;
  private final TrialRows rows;
  private final TrialFeeder feeder;
  private final List<SoakSample> samples = new ArrayList<>();

  private Soak(int minutes, int rate, int contacts, String heap, Path out) throws IOException {
    this.minutes = minutes;
    this.rate = rate;
    this.heap = heap;
    this.out = out;
    work = Files.createTempDirectory("soak-");
    server = TrialServer.start(0, 1);
    rows = new TrialRows(contacts, 1);
    feeder = new TrialFeeder(work, rows);
  }

  /**
   * Runs it.
   *
   * @param args minutes, events a second, contacts, Java's option for the heap, the folder for the
   *     figures
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Soak soak =
        new Soak(
            Integer.parseInt(args[0]),
            Integer.parseInt(args[1]),
            Integer.parseInt(args[2]),
            args[3],
            Path.of(args[4]));
    try {
      soak.run();
    } catch (TrialFailure e) {
      System.err.println("soak: " + e.getMessage() + "; logs in " + soak.work);
      System.exit(1);
    }
    System.exit(0);
  }

  private void run() throws IOException, InterruptedException, TrialFailure {
    TrialFeeder.writeContacts(contactFile(), rows.contactLines());
    try (TrialLife life = TrialLife.start(command(), work.resolve("log"))) {
      Thread feeding = new Thread(this::feed, "feeder");
      feeding.setDaemon(true);
      feeding.start();
      while (server.idCount() == 0) {
        check(life);
        Thread.sleep(100);
      }
      System.out.println(
          "  min  events/s  least in 5 s  heap MB  resident MB  checkpoint KB  cores");
      long cpu = life.cpu().toMillis();
      for (int minute = 1; minute <= minutes; minute++) {
        long before = server.events();
        long began = System.nanoTime();
        double least = Double.MAX_VALUE;
        for (int look = 0; look < LOOKS; look++) {
          long seen = server.events();
          Thread.sleep(MILLIS_OF_A_LOOK);
          least = Math.min(least, (server.events() - seen) * 1000.0 / MILLIS_OF_A_LOOK);
          check(life);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        long cpuNow = life.cpu().toMillis();
        sample(
            life,
            minute,
            (server.events() - before) / seconds,
            least,
            (cpuNow - cpu) / 1000.0 / seconds);
        cpu = cpuNow;
      }
      feeding.interrupt();
      feeding.join();
      finish(life);
    }
    Files.createDirectories(out);
    Files.writeString(out.resolve("soak.svg"), SoakChart.draw(samples));
    System.out.println("picture: " + out.resolve("soak.svg"));
  }

  private void finish(TrialLife life) throws IOException, InterruptedException, TrialFailure {
    while (!server.ids().containsAll(feeder.expected())) {
      check(life);
      if (server.quietSeconds() > 120) {
        throw new TrialFailure(server.idCount() + " ids came, not " + feeder.expected().size());
      }
      Thread.sleep(500);
    }
    int code = life.stop();
    Set<String> unexpected = new HashSet<>(server.ids());
    unexpected.removeAll(feeder.expected());
    System.out.printf(
        Locale.ROOT,
        "%,d of %,d ids, %d unexpected, %d with two contents, %,d deliveries, %,d requests; exit code %d%n",
        server.idCount(),
        feeder.expected().size(),
        unexpected.size(),
        server.idsWithTwoContents().size(),
        server.events(),
        server.requests(),
        code);
    if (code != 0 || !unexpected.isEmpty() || !server.idsWithTwoContents().isEmpty()) {
      throw new TrialFailure("that is not what had to come");
    }
  }

  private void sample(
      TrialLife life, int minute, double eventsPerSecond, double least, double cpuShare)
      throws IOException, InterruptedException {
    SoakSample sample =
        new SoakSample(
            minute,
            eventsPerSecond,
            least,
            heapAfterCollection(life),
            life.residentKb() / 1024.0,
            newestCheckpointBytes() / 1024.0,
            cpuShare);
    samples.add(sample);
    System.out.printf(
        Locale.ROOT,
        "%5d  %8.0f  %12.0f  %7.0f  %11.0f  %,13.0f  %5.2f%n",
        sample.minute(),
        sample.eventsPerSecond(),
        sample.leastPerSecond(),
        sample.heapMb(),
        sample.residentMb(),
        sample.stateKb(),
        sample.cpuShare());
  }

  private double heapAfterCollection(TrialLife life) throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process collecting =
        new ProcessBuilder(jcmd, Long.toString(life.pid()), "GC.run")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    collecting.waitFor();
    Matcher matcher = COLLECTED.matcher(Files.readString(work.resolve("gc.log")));
    double heap = Double.NaN;
    while (matcher.find()) {
      heap = Double.parseDouble(matcher.group(2));
    }
    return heap;
  }

  /** All files of the newest folder {@code chk-N}, and those that several share. */
  private long newestCheckpointBytes() throws IOException {
    Path state = work.resolve("state");
    Path newest = null;
    try (Stream<Path> all = Files.walk(state)) {
      for (Path file : all.filter(f -> f.endsWith("_metadata")).toList()) {
        if (newest == null
            || Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(newest)) > 0) {
          newest = file;
        }
      }
      if (newest == null) {
        return 0;
      }
      Path folder = newest.getParent();
      try (Stream<Path> files = Files.list(folder)) {
        return files.mapToLong(file -> file.toFile().length()).sum();
      }
    } catch (UncheckedIOException | NoSuchFileException e) {
      // A checkpoint was swept away while it was looked at.
      return samples.isEmpty() ? 0 : (long) (samples.get(samples.size() - 1).stateKb() * 1024);
    }
  }

  private void feed() {
    int each = (int) (rate * SECONDS_OF_A_FILE / SENT_SHARE);
    long next = System.nanoTime();
    try {
      while (!Thread.currentThread().isInterrupted()) {
        feeder.drop(each, 0);
        next += Duration.ofSeconds(SECONDS_OF_A_FILE).toNanos();
        Thread.sleep(Math.max(0, (next - System.nanoTime()) / 1_000_000));
      }
    } catch (InterruptedException e) {
      // The soak is over.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(TrialLife life) throws IOException, TrialFailure {
    if (!life.isAlive()) {
      throw new TrialFailure(
          "it ended by itself, exit code " + life.exitCode() + ": " + life.log());
    }
  }

  private List<String> command() {
    return List.of(
        "env",
        "JAVA_OPTS=" + heap + " -Xlog:gc:file=" + work.resolve("gc.log"),
        "scripts/mailmodo-source",
        "send",
        "--streaming",
        "--runner=FlinkRunner",
        "--activity=" + feeder.glob(),
        "--contacts=" + contactFile(),
        "--endpoint=" + server.address(),
        "--state=" + work.resolve("state"),
        "--report=" + work.resolve("report"),
        "--watchInterval=2s",
        "--contactsRefresh=1m",
        "--contactsWait=1m",
        "--deduplicateFor=5m");
  }

  private Path contactFile() {
    return work.resolve("contacts.jsonl");
  }
}
