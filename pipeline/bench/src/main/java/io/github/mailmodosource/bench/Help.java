package io.github.mailmodosource.bench;

/** What {@code scripts/bench --help} says. */
final class Help {
  static final String TEXT =
      """
      Usage: scripts/bench [--option=value ...]

      Runs our job, a hand-written loop and Segment's own clients on the same generated rows against the
      same light server, in turns, and prints medians, ratios and the machine's data. Whether the server
      got as many events from each as the rows must give is checked after every run.

        --rows=N         activity rows (default 1000000)
        --contacts=N     contacts (default 200000)
        --rounds=N       turns (default 3)
        --slowRounds=N   turns in which Segment's clients take part (default 1)
        --parallelism=N  Flink's parallelism, and the loops' threads (default 2)
        --contactsJoin=J how ours joins the contacts: sideInput or keyed (default: auto)
        --only=NAMES     these jobs, separated by commas (default: all)
        --quick          50,000 rows, 20,000 contacts, one round: two minutes once all is built
        --reconcile      send (flink-dedup) and reconcile in turns, each with -Xmx1g, instead of all jobs
        --database       flink-dedup, and the same rows from PostgreSQL and MariaDB, instead of all jobs;
                         memory is bounded by JAVA_OPTS=-Xmx512m scripts/bench --database
        --pace           how much of its pace send uses, and whether it keeps it, instead of all jobs
        --scale          send with 1, 2, 5, 10 and 20 million rows, and with 0.2 to 20 million contacts, once
                         each, drawn in pipeline/bench/target/scale.svg, instead of all jobs; --rows and
                         --contacts behind it say where to stop
        --jmh            microbenchmarks (JMH, short settings) of parser, index, packer, messageId instead
        --help           this text

      Jobs:

        loop              the loop, class Loop of pipeline/bench
        tuned-loop        our own classes of core in a plain program without Beam, class TunedLoop: the limit
        flink             ours, embedded Flink, no gzip, no pace, duplicates not removed,
                          no ledger: what the loop does
        flink-dedup       the same with duplicates removed
        shipped           the same with gzip too: as users run it, but for the pace
        datastream        as flink, on Flink's DataStream engine (--useDataStreamForBatch)
        datastream-dedup  the same with duplicates removed
        reconcile         ours: the same rows against a PostgreSQL server that has them all
        postgresql        as flink-dedup, activity from a table of PostgreSQL, in 8 parts
        mariadb           the same from MariaDB
        direct            ours as flink, on the DirectRunner; at most 100,000 rows of 200,000 contacts
        bare-flink        the least Beam job there is, with our jar and a class archive of its own
        start-flink       ours, 1,000 rows: what a start costs
        bare-direct       as bare-flink, on the DirectRunner
        start-direct      the same on the DirectRunner
        analytics-java    Segment's client for Java, class AnalyticsJava of pipeline/bench
        analytics-node    Segment's client for Node, analytics-node.mjs of pipeline/bench; left out without npm

      Every run adds a line to pipeline/bench/target/results.jsonl.
      """;

  private Help() {}
}
