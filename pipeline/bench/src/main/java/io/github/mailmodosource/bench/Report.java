package io.github.mailmodosource.bench;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The table of all runs, a line for each job in the order of their turns. */
final class Report {
  /** What of a job's time says something in another one's. */
  private record Ratio(Job job, Job anchor, String meaning) {}

  private static final List<Ratio> RATIOS =
      List.of(
          new Ratio(Job.FLINK, Job.TUNED, "what Beam and Flink cost, their start included"),
          new Ratio(Job.SHIPPED, Job.FLINK, "gzip, and duplicates removed"),
          new Ratio(Job.DATASTREAM, Job.FLINK, "Flink's newer engine"),
          new Ratio(Job.DATASTREAM_DEDUP, Job.FLINK_DEDUP, "the same, duplicates removed"),
          new Ratio(Job.START_FLINK, Job.BARE_FLINK, "a start"),
          new Ratio(Job.START_DIRECT, Job.BARE_DIRECT, "a start"),
          new Ratio(Job.RECONCILE, Job.FLINK_DEDUP, "the same rows, duplicates removed"));

  private final List<Job> jobs;
  private final DataSize asked;
  private final List<Measurement> runs;

  /**
   * A report.
   *
   * @param asked the loop's size: whoever had as much is compared with it
   * @param runs those that count
   */
  Report(List<Job> jobs, DataSize asked, List<Measurement> runs) {
    this.jobs = jobs;
    this.asked = asked;
    this.runs = runs;
  }

  String table() {
    StringBuilder text =
        new StringBuilder(
            line(
                "job",
                "rows",
                "contacts",
                "runs",
                "median s",
                "least - most",
                "rows/s",
                "CPU s",
                "max MiB",
                "x loop",
                "events"));
    for (Job job : jobs) {
      List<Measurement> own = runsOf(job);
      if (!own.isEmpty()) {
        text.append(line(job, own));
      }
    }
    RATIOS.forEach(ratio -> ratio(ratio, text));
    return text.toString();
  }

  private void ratio(Ratio ratio, StringBuilder text) {
    OptionalDouble seconds = seconds(ratio.job());
    OptionalDouble anchor = seconds(ratio.anchor());
    if (seconds.isPresent() && anchor.isPresent()) {
      text.append(
          String.format(
              Locale.ROOT,
              "\n%s takes %.2f times as long as %s: %s",
              ratio.job().title,
              seconds.getAsDouble() / anchor.getAsDouble(),
              ratio.anchor().title,
              ratio.meaning()));
    }
  }

  private String line(Job job, List<Measurement> own) {
    double seconds = Medians.of(own, Measurement::seconds).orElseThrow();
    double memory = Medians.of(own, run -> run.usage().maxKilobytes()).orElseThrow();
    double least = own.stream().mapToDouble(Measurement::seconds).min().orElseThrow();
    double most = own.stream().mapToDouble(Measurement::seconds).max().orElseThrow();
    long wrong = own.stream().filter(run -> !run.isRight()).count();
    DataSize size = own.get(0).size();
    OptionalDouble loop = seconds(Job.LOOP);
    return line(
        job.title,
        size.rows(),
        size.contacts(),
        own.size(),
        decimals(seconds),
        decimals(least) + " - " + decimals(most),
        (long) (size.rows() / seconds),
        decimals(Medians.of(own, run -> run.usage().cpuSeconds()).orElseThrow()),
        memory > 0 ? (long) (memory / 1024) : "-",
        loop.isPresent() && size.equals(asked) ? decimals(seconds / loop.getAsDouble()) : "-",
        wrong > 0 ? wrong + " WRONG" : "right");
  }

  private OptionalDouble seconds(Job job) {
    return Medians.of(runsOf(job), Measurement::seconds);
  }

  private List<Measurement> runsOf(Job job) {
    return runs.stream().filter(run -> run.job() == job).toList();
  }

  private static String decimals(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }

  private static String line(Object... columns) {
    return String.format(Locale.ROOT, "%-16s %9s %9s %4s %9s %19s %9s %9s %9s %7s  %s\n", columns);
  }
}
