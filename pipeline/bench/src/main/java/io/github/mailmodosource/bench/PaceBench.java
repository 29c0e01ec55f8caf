package io.github.mailmodosource.bench;

import io.github.mailmodosource.bench.servers.LightServer;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code scripts/bench --pace}: how much of its pace {@code send} uses, and whether it keeps it, by
 * the server's clock. Each run takes about a minute.
 */
final class PaceBench {
  /** Of which some 59,000 are to be sent. */
  private static final DataSize SIZE = new DataSize(70_000, 5_000);

  private static final String LINE = "%-12s  %-22s %8s %10s %10s %6s %14s %14s  %s%n";

  /** What a run may do in a second; 0 for as much as it likes. */
  private record Bounds(int requests, int events, List<String> options) {
    String title() {
      return events > 0 ? events + " events a second" : requests + " requests a second";
    }

    double used(PaceFigures figures) {
      return events > 0
          ? figures.eventsPerSecond() / events
          : figures.requestsPerSecond() / requests;
    }
  }

  private static final List<Bounds> BOUNDS =
      List.of(
          // The defaults.
          new Bounds(50, 1_000, List.of()),
          new Bounds(50, 0, List.of("--eventsPerSecond=0", "--batchEvents=20")));

  private PaceBench() {}

  /** Returns 0 if every event came. */
  static int run(BenchOptions options, BenchFolders folders, Children children)
      throws IOException, InterruptedException {
    InputData input = InputData.make(SIZE, folders.data());
    long due = input.expectedEvents(Job.SHIPPED);
    boolean right = true;
    System.out.println(Machine.here().describe(options.javaOpts(), Instant.now()));
    System.out.printf(
        LINE,
        "runner",
        "bound",
        "seconds",
        "requests/s",
        "events/s",
        "used",
        "most requests",
        "most events",
        "events");
    try (LightServer server = LightServer.start()) {
      for (Bounds bounds : BOUNDS) {
        for (String runner : List.of("DirectRunner", "FlinkRunner")) {
          int exitCode =
              children.run(
                  command(runner, bounds, input, server, folders),
                  folders.logs().resolve("pace-" + runner + ".log"));
          long came = server.take().events();
          boolean all = exitCode == 0 && came == due;
          right &= all;
          print(runner, bounds, server.takeArrivals(), all);
        }
      }
    }
    System.out.println(
        "used: of the bound, from the first request to the last; most: within any second, by the"
            + " server's clock");
    return right ? 0 : 1;
  }

  private static List<String> command(
      String runner, Bounds bounds, InputData input, LightServer server, BenchFolders folders)
      throws IOException {
    BenchFolders.delete(folders.report());
    List<String> command =
        new ArrayList<>(
            List.of(
                "scripts/mailmodo-source",
                "send",
                "--runner=" + runner,
                "--activity=" + input.activity(),
                "--contacts=" + input.contacts(),
                "--endpoint=" + server.address(),
                "--report=" + folders.report()));
    command.addAll(bounds.options());
    return command;
  }

  private static void print(
      String runner, Bounds bounds, List<LightServer.Arrival> arrivals, boolean right) {
    if (arrivals.size() < 2) {
      System.out.printf("%-12s  %-22s WRONG%n", runner, bounds.title());
      return;
    }
    PaceFigures figures = PaceFigures.of(arrivals);
    System.out.printf(
        LINE,
        runner,
        bounds.title(),
        text("%.1f", figures.seconds()),
        text("%.2f", figures.requestsPerSecond()),
        text("%.1f", figures.eventsPerSecond()),
        text("%.1f%%", 100 * bounds.used(figures)),
        figures.mostRequests() + " of " + bounds.requests(),
        bounds.events() > 0
            ? figures.mostEvents() + " of " + bounds.events()
            : String.valueOf(figures.mostEvents()),
        right ? "right" : "WRONG");
  }

  private static String text(String format, double number) {
    return String.format(Locale.ROOT, format, number);
  }
}
