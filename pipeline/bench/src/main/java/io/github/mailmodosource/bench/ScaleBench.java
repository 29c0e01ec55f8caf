package io.github.mailmodosource.bench;

import io.github.mailmodosource.bench.servers.LightServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * {@code scripts/bench --scale}: what {@code send} takes on embedded Flink as activity and contacts
 * grow, duplicates removed, no gzip, no pace. It leaves a picture beside its results.
 */
final class ScaleBench {
  private static final int MILLION = 1_000_000;
  private static final int CONTACTS = 200_000;
  private static final List<Integer> ROWS = List.of(1, 2, 5, 10, 20);
  private static final List<Integer> CONTACTS_FIFTHS = List.of(1, 5, 25, 100);
  private static final String LINE = "%12s %12s %9s %9s %9s  %s%n";

  private ScaleBench() {}

  /** Rows that grow, of the same contacts; as far as the largest that was asked for. */
  static List<DataSize> rowSizes(DataSize most) {
    return ROWS.stream()
        .map(millions -> new DataSize(millions * MILLION, CONTACTS))
        .filter(size -> size.rows() <= most.rows())
        .toList();
  }

  /** Contacts that grow, with the same number of rows. */
  static List<DataSize> contactSizes(DataSize most) {
    return CONTACTS_FIFTHS.stream()
        .map(fifths -> new DataSize(MILLION, fifths * CONTACTS))
        .filter(size -> size.contacts() <= most.contacts())
        .toList();
  }

  /** Returns 0 if every run sent what it had to. */
  static int run(BenchOptions options, BenchFolders folders, Children children)
      throws IOException, SQLException, InterruptedException {
    Machine machine = Machine.here();
    System.out.println(machine.describe(options.javaOpts(), Instant.now()));
    System.out.printf(LINE, "rows", "contacts", "seconds", "CPU s", "max MiB", "events");
    try (Servers servers = new Servers()) {
      Series series =
          new Series(
              servers,
              new JobCommands(
                  options,
                  servers,
                  new NodeClient(folders.work()),
                  new BareStart(folders.work()),
                  folders.report()),
              new TimedCommand(children, folders.temporary().resolve("figures")),
              new ResultsFile(folders.results(), machine, options.parallelism()),
              folders);
      List<Measurement> rows = series.measure(rowSizes(options.size()));
      List<Measurement> contacts = series.measure(contactSizes(options.size()));
      Path picture = folders.work().resolve("scale.svg");
      Files.writeString(picture, ScaleChart.draw(rows, contacts));
      slopes(rows);
      System.out.println("Drawn in " + picture);
      return areRight(rows) && areRight(contacts) ? 0 : 1;
    }
  }

  private static boolean areRight(List<Measurement> runs) {
    return runs.stream().allMatch(Measurement::isRight);
  }

  private static void slopes(List<Measurement> runs) {
    for (int i = 1; i < runs.size(); i++) {
      Measurement less = runs.get(i - 1);
      Measurement more = runs.get(i);
      System.out.printf(
          Locale.ROOT,
          "From %,d to %,d rows: %.1f s for a million more%n",
          less.size().rows(),
          more.size().rows(),
          MILLION * (more.seconds() - less.seconds()) / (more.size().rows() - less.size().rows()));
    }
  }

  /** One run of each size. */
  private record Series(
      Servers servers,
      JobCommands commands,
      TimedCommand timed,
      ResultsFile results,
      BenchFolders folders) {

    List<Measurement> measure(List<DataSize> sizes) throws IOException, InterruptedException {
      List<Measurement> runs = new ArrayList<>();
      for (DataSize size : sizes) {
        Measurement run = measure(size);
        runs.add(run);
        results.add(run, Instant.now());
        System.out.printf(
            LINE,
            size.rows(),
            size.contacts(),
            String.format(Locale.ROOT, "%.1f", run.seconds()),
            String.format(Locale.ROOT, "%.1f", run.usage().cpuSeconds()),
            run.usage().maxKilobytes() / 1024,
            run.isRight() ? "right" : "WRONG");
      }
      return runs;
    }

    private Measurement measure(DataSize size) throws IOException, InterruptedException {
      // Large files that nobody needs a second time: they do not stay.
      InputData input = InputData.make(size, folders.temporary());
      BenchFolders.delete(folders.report());
      LightServer light = servers.light();
      light.take();
      TimedCommand.Result ended =
          timed.run(
              commands.of(Job.FLINK_DEDUP, input),
              folders.logs().resolve("scale-" + size.rows() + "x" + size.contacts() + ".log"));
      LightServer.Counts came = light.take();
      Measurement run =
          new Measurement(
              Job.FLINK_DEDUP,
              1,
              size,
              ended.exitCode(),
              ended.usage(),
              OptionalLong.of(came.events()),
              input.expectedEvents(Job.FLINK_DEDUP),
              came.requests(),
              came.bytes());
      BenchFolders.delete(input.folder());
      return run;
    }
  }
}
