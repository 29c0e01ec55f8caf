package io.github.mailmodosource.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What {@code scripts/bench} was asked for.
 *
 * @param rounds turns
 * @param slowRounds turns in which Segment's clients take part
 * @param parallelism Flink's parallelism, and the loop's threads
 * @param contactsJoin as {@code send} takes it
 * @param javaOpts what our job's JVM is given; may be empty
 * @param suite what is measured
 */
record BenchOptions(
    DataSize size,
    int rounds,
    int slowRounds,
    int parallelism,
    String contactsJoin,
    List<Job> jobs,
    String javaOpts,
    Suite suite) {

  /** Kinds of measurements. */
  enum Suite {
    /** The jobs in turns. */
    JOBS,
    /** Parts of the code, each alone. */
    JMH,
    /** How the pace is kept. */
    PACE,
    /** Sizes up to the one that is asked for. */
    SCALE
  }

  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

  /**
   * Reads the command line; of options that say the same, the last one counts.
   *
   * @param javaOpts {@code JAVA_OPTS} of the environment; may be empty
   * @throws IllegalArgumentException says which option is wrong, and what it may be
   */
  static BenchOptions parse(List<String> args, String javaOpts) {
    Builder builder = new Builder(javaOpts);
    args.forEach(builder::add);
    return builder.build();
  }

  private static final class Builder {
    private int rows = 1_000_000;
    private int contacts = 200_000;
    private int rounds = 3;
    private int slowRounds = 1;
    private int parallelism = 2;
    private String contactsJoin = "auto";
    private List<Job> jobs = Job.BY_DEFAULT;
    private String javaOpts;
    private Suite suite = Suite.JOBS;

    Builder(String javaOpts) {
      this.javaOpts = javaOpts;
    }

    void add(String option) {
      int equals = option.indexOf('=');
      String name = equals < 0 ? option : option.substring(0, equals + 1);
      String value = option.substring(equals + 1);
      switch (name) {
        case "--quick" -> {
          rows = 50_000;
          contacts = 20_000;
          rounds = 1;
        }
        case "--reconcile" -> {
          jobs = List.of(Job.FLINK_DEDUP, Job.RECONCILE);
          javaOpts = javaOpts.isEmpty() ? "-Xmx1g" : javaOpts;
        }
        case "--database" -> jobs = List.of(Job.FLINK_DEDUP, Job.POSTGRESQL, Job.MARIADB);
        case "--jmh" -> suite = Suite.JMH;
        case "--pace" -> suite = Suite.PACE;
        case "--scale" -> {
          suite = Suite.SCALE;
          rows = 20_000_000;
          contacts = 20_000_000;
        }
        case "--only=" -> jobs = jobs(value);
        case "--contactsJoin=" -> contactsJoin = value;
        case "--rows=" -> rows = number("--rows", value);
        case "--contacts=" -> contacts = number("--contacts", value);
        case "--rounds=" -> rounds = number("--rounds", value);
        case "--slowRounds=" -> slowRounds = number("--slowRounds", value);
        case "--parallelism=" -> parallelism = number("--parallelism", value);
        default -> throw new IllegalArgumentException("unknown option " + option);
      }
    }

    BenchOptions build() {
      return new BenchOptions(
          new DataSize(rows, contacts),
          rounds,
          slowRounds,
          parallelism,
          contactsJoin,
          jobs,
          javaOpts,
          suite);
    }

    private static List<Job> jobs(String titles) {
      List<Job> jobs = new ArrayList<>();
      for (String title : titles.split(",", -1)) {
        if (!title.isBlank()) {
          jobs.add(
              Job.of(title.strip())
                  .orElseThrow(
                      () -> new IllegalArgumentException("there is no job '" + title + "'")));
        }
      }
      if (jobs.isEmpty()) {
        throw new IllegalArgumentException("--only names no job");
      }
      return List.copyOf(jobs);
    }

    private static int number(String name, String value) {
      if (!NUMBER.matcher(value).matches()) {
        throw new IllegalArgumentException(
            name + " is a whole number above 0, not '" + value + "'");
      }
      return Integer.parseInt(value);
    }
  }
}
