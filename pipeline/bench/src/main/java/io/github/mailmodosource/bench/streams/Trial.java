package io.github.mailmodosource.bench.streams;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Runs {@code send --streaming}, kills and stops it while files come, and compares the set of ids
 * at the server with the one that had to come. It says so, too, if a fault did not bite.
 */
public final class Trial {
  private static final int CONTACTS = 2_000;
  private static final int MILLIS_BEFORE_OUTAGE = 6_000;
  private static final int EXTRA_ROWS = 200;
  private static final int MOST_QUIET_SECONDS = 150;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TrialOptions options;
  private final Path work;
  private final Random chance;
  private final TrialServer server;
  private final TrialRows rows;
  private final TrialFeeder feeder;
  private final Thread feeding = new Thread(this::feed, "feeder");
  private int lives;
  private int killedInFlow;
  private int restored;

  private Trial(TrialOptions options, Path work) throws IOException {
    this.options = options;
    this.work = work;
    chance = new Random(options.seed());
    server = TrialServer.start(options.refused(), options.seed());
    rows = new TrialRows(CONTACTS, options.seed());
    feeder = new TrialFeeder(work, rows);
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    if (List.of(args).contains("--help")) {
      System.out.print(TrialOptions.HELP);
      return;
    }
    TrialOptions options;
    try {
      options = TrialOptions.parse(List.of(args));
    } catch (IllegalArgumentException e) {
      System.err.println("trial: " + e.getMessage() + " (--help lists the options)");
      System.exit(2);
      return;
    }
    Path work = Files.createTempDirectory("trial-");
    long began = System.nanoTime();
    Trial trial = new Trial(options, work);
    try {
      trial.run();
      System.out.printf(
          Locale.ROOT,
          "  ok      %4.0f s  %s: %s%n",
          (System.nanoTime() - began) / 1e9,
          options.name(),
          trial.figures());
      deleteAll(work);
      System.exit(0);
    } catch (TrialFailure e) {
      System.out.printf(
          Locale.ROOT,
          "  FAILED  %4.0f s  %s: %s; %s; logs in %s%n",
          (System.nanoTime() - began) / 1e9,
          options.name(),
          e.getMessage(),
          trial.figures(),
          work);
      System.exit(1);
    }
  }

  private void run() throws IOException, InterruptedException, TrialFailure {
    TrialFeeder.writeContacts(contactFile(), rows.contactLines());
    feeding.setDaemon(true);
    feeding.start();
    for (int i = 0; i < options.kills() + options.stops(); i++) {
      liveUntilFault(i % 2 == 0 ? i / 2 < options.kills() : i / 2 >= options.stops());
    }
    liveToTheEnd();
    judge();
  }

  /** Files come a little slower than they could be sent, so that there is always something new. */
  private void feed() {
    try {
      int each = Math.max(1, options.rows() / options.files());
      long millis = 700L * each / Math.max(1, options.eventsPerSecond());
      for (int i = 0; i < options.files(); i++) {
        feeder.drop(each, Math.min(400, millis / 4));
        Thread.sleep(millis / 2);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void liveUntilFault(boolean kills)
      throws IOException, InterruptedException, TrialFailure {
    try (TrialLife life = start()) {
      long before = server.events();
      awaitEvents(life, before);
      Thread.sleep(500 + chance.nextInt(7_000));
      if (kills) {
        life.kill();
        killedInFlow += server.idCount() < feeder.expected().size() ? 1 : 0;
      } else {
        int code = life.stop();
        if (code != 0) {
          throw new TrialFailure("exit code " + code + " after SIGTERM: " + life.log());
        }
      }
      countRestored(life);
    }
  }

  private void liveToTheEnd() throws IOException, InterruptedException, TrialFailure {
    TrialLife life = start();
    try {
      awaitEvents(life, server.events());
      if (options.outageSeconds() > 0) {
        life = outage(life);
      }
      feeding.join();
      while (!server.ids().containsAll(feeder.expected())) {
        checkThatItGoesOn(life);
        Thread.sleep(200);
      }
      TrialRow fresh =
          rows.sent(
              "Email Sent", TrialRows.email(1), "fresh", Instant.parse("2026-09-01T00:00:00Z"));
      feeder.drop(fresh);
      while (!server.ids().contains(fresh.id())) {
        checkThatItGoesOn(life);
        Thread.sleep(200);
      }
      int code = life.stop();
      countRestored(life);
      if (code != 0) {
        throw new TrialFailure("exit code " + code + " at the end: " + life.log());
      }
    } finally {
      life.close();
    }
  }

  private TrialLife outage(TrialLife life) throws IOException, InterruptedException, TrialFailure {
    // So that there is a checkpoint to go on from.
    Thread.sleep(MILLIS_BEFORE_OUTAGE);
    server.setAway(true);
    if (!options.stopInOutage()) {
      Thread.sleep(1_000L * options.outageSeconds());
      server.setAway(false);
      if (!life.isAlive()) {
        throw new TrialFailure("it ended in the outage: " + life.log());
      }
      return life;
    }
    Thread.sleep(500L * options.outageSeconds());
    int code = life.stop();
    countRestored(life);
    if (code != 0) {
      throw new TrialFailure("exit code " + code + " after SIGTERM in the outage: " + life.log());
    }
    TrialLife next = start();
    Thread.sleep(500L * options.outageSeconds());
    server.setAway(false);
    return next;
  }

  /** Waits for something new, and sees to it that there is something. */
  private void awaitEvents(TrialLife life, long before)
      throws IOException, InterruptedException, TrialFailure {
    while (server.events() == before) {
      checkThatItGoesOn(life);
      if (!feeding.isAlive() && server.ids().containsAll(feeder.expected())) {
        feeder.drop(EXTRA_ROWS, 0);
      }
      Thread.sleep(50);
    }
  }

  private void checkThatItGoesOn(TrialLife life) throws IOException, TrialFailure {
    if (!life.isAlive()) {
      throw new TrialFailure(
          "it ended by itself, exit code " + life.exitCode() + ": " + life.log());
    }
    if (server.quietSeconds() > MOST_QUIET_SECONDS) {
      Set<String> missing = new HashSet<>(feeder.expected());
      missing.removeAll(server.ids());
      throw new TrialFailure(
          "nothing has come for " + MOST_QUIET_SECONDS + " s; missing: " + missing.size());
    }
  }

  private TrialLife start() throws IOException {
    int life = lives++;
    List<String> command =
        new ArrayList<>(
            List.of(
                options.command(),
                "send",
                "--streaming",
                "--runner=FlinkRunner",
                "--parallelism=" + options.parallelismOf(life),
                "--activity=" + feeder.glob(),
                "--contacts=" + contactFile(),
                "--endpoint=" + server.address(),
                "--state=" + work.resolve("state"),
                "--report=" + work.resolve("report-" + life),
                "--deadLetters=" + work.resolve("letters"),
                "--eventsPerSecond=" + options.eventsPerSecond(),
                "--watchInterval=1s",
                "--checkpointInterval=2s",
                "--contactsWait=0s",
                "--maxBatchDelay=2s"));
    for (String option : options.more()) {
      command.removeIf(word -> word.startsWith(option.replaceFirst("=.*", "=")));
      command.add(option);
    }
    return TrialLife.start(command, work.resolve("life-" + life + ".log"));
  }

  private void countRestored(TrialLife life) throws IOException {
    restored += life.log().contains("send: goes on from the checkpoint") ? 1 : 0;
  }

  private void judge() throws IOException, TrialFailure {
    Set<String> unexpected = new HashSet<>(server.ids());
    unexpected.removeAll(feeder.expected());
    mustBe("ids that nobody expected", unexpected.size(), 0);
    mustBe("ids", server.idCount(), feeder.expected().size());
    mustBe("ids with two contents", server.idsWithTwoContents().size(), 0);
    if (!letterRows().equals(feeder.letters())) {
      throw new TrialFailure(
          "other dead letters: " + letterRows().size() + " rows, not " + feeder.letters().size());
    }
    if (options.refused() > 0) {
      mustBite("requests that were refused after they had been taken", server.refusedAfterTaking());
      mustBite("events that came again", server.events() - server.idCount());
    }
    if (options.kills() > 0) {
      mustBite("kills while there was something to send", killedInFlow);
      mustBite("checkpoints that were gone on from", restored);
    }
  }

  private static void mustBe(String what, long found, long expected) throws TrialFailure {
    if (found != expected) {
      throw new TrialFailure(what + ": " + found + ", not " + expected);
    }
  }

  private static void mustBite(String what, long found) throws TrialFailure {
    if (found == 0) {
      throw new TrialFailure("the fault did not bite: no " + what);
    }
  }

  private Set<String> letterRows() throws IOException {
    Set<String> found = new HashSet<>();
    Path letters = work.resolve("letters");
    if (!Files.isDirectory(letters)) {
      return found;
    }
    try (Stream<Path> files = Files.list(letters)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).toList()) {
        for (String line : Files.readAllLines(file)) {
          found.add(JSON.readTree(line).path("row").asText());
        }
      }
    }
    return found;
  }

  private String figures() {
    return String.format(
        Locale.ROOT,
        "%,d of %,d ids, %d with two contents, %,d deliveries (%,d again), %,d of %,d requests refused (%,d after taking), %d of %d kills in mid-flow, %d checkpoints gone on from",
        server.idCount(),
        feeder.expected().size(),
        server.idsWithTwoContents().size(),
        server.events(),
        server.events() - server.idCount(),
        server.refused(),
        server.requests(),
        server.refusedAfterTaking(),
        killedInFlow,
        options.kills(),
        restored);
  }

  private Path contactFile() {
    return work.resolve("contacts.jsonl");
  }

  private static void deleteAll(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
