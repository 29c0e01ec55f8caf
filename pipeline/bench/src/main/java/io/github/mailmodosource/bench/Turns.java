package io.github.mailmodosource.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mailmodosource.bench.servers.LightServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** Runs the jobs in turns, and checks after every run how many events came. */
final class Turns {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final BenchOptions options;
  private final BenchFolders folders;
  private final LightServer server;
  private final JobCommands commands;
  private final TimedCommand timed;
  private final ResultsFile results;
  private final Map<Job, InputData> inputs;

  /** What a round says while it goes on. */
  private final List<Measurement> runs = new ArrayList<>();

  private boolean allRight = true;

  Turns(
      BenchOptions options,
      BenchFolders folders,
      LightServer server,
      JobCommands commands,
      TimedCommand timed,
      ResultsFile results,
      Map<Job, InputData> inputs) {
    this.options = options;
    this.folders = folders;
    this.server = server;
    this.commands = commands;
    this.timed = timed;
    this.results = results;
    this.inputs = new EnumMap<>(inputs);
  }

  /** Runs all rounds of these jobs; returns the runs that count. */
  List<Measurement> run(List<Job> jobs) throws IOException, InterruptedException {
    // Whoever came first would pay for the server's start and for reading the files from the disk.
    if (jobs.contains(Job.LOOP)) {
      measure(Job.LOOP, 0);
    }
    for (int round = 1; round <= options.rounds(); round++) {
      for (Job job : jobs) {
        if (!job.isSlow() || round <= options.slowRounds()) {
          Measurement run = measure(job, round);
          runs.add(run);
          results.add(run, Instant.now());
          System.err.printf(
              Locale.ROOT,
              "round %d  %-16s  %8.2f s  %9s events %s%n",
              round,
              job.title,
              run.seconds(),
              run.eventsAsText(),
              run.isRight() ? "right" : "WRONG");
        }
      }
    }
    return List.copyOf(runs);
  }

  /** Whether every run sent what it had to, those included that do not count. */
  boolean allRight() {
    return allRight;
  }

  private Measurement measure(Job job, int round) throws IOException, InterruptedException {
    InputData input = inputs.get(job);
    if (input == null) {
      throw new IllegalStateException("no rows were made for " + job.title);
    }
    BenchFolders.delete(folders.report());
    Path log = folders.log(job, round);
    server.take();
    TimedCommand.Result ended = timed.run(commands.of(job, input), log);
    LightServer.Counts came = server.take();
    Measurement run =
        new Measurement(
            job,
            round,
            job.size(options.size()),
            ended.exitCode(),
            ended.usage(),
            job == Job.RECONCILE ? matched() : OptionalLong.of(came.events()),
            input.expectedEvents(job),
            came.requests(),
            came.bytes());
    if (!run.isRight()) {
      allRight = false;
      keepDifferences();
      System.err.printf(
          "bench: %s: exit code %d, %s events came, %d are right; see %s%n",
          job.title, run.exitCode(), run.eventsAsText(), run.expectedEvents(), log);
    }
    return run;
  }

  /** How many events reconcile found in the warehouse as they have to be. */
  private OptionalLong matched() throws IOException {
    Path report = folders.report().resolve("report.json");
    if (!Files.exists(report)) {
      return OptionalLong.empty();
    }
    JsonNode matched = JSON.readTree(report.toFile()).findPath("totals").path("matched");
    return matched.isNumber() ? OptionalLong.of(matched.asLong()) : OptionalLong.empty();
  }

  private void keepDifferences() throws IOException {
    String name = "differences.jsonl";
    Path differences = folders.report().resolve(name);
    if (Files.exists(differences)) {
      Files.copy(differences, folders.logs().resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
