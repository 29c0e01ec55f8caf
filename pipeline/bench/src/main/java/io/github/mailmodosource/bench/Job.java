package io.github.mailmodosource.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What takes its turns. */
enum Job {
  LOOP("loop"),
  FLINK("flink"),
  FLINK_DEDUP("flink-dedup"),
  DIRECT("direct"),
  START_FLINK("start-flink"),
  START_DIRECT("start-direct"),
  ANALYTICS_JAVA("analytics-java"),
  ANALYTICS_NODE("analytics-node"),
  RECONCILE("reconcile"),
  POSTGRESQL("postgresql"),
  MARIADB("mariadb");

  /** Those that take part if nobody names any, in their order. */
  static final List<Job> BY_DEFAULT =
      List.of(
          LOOP,
          FLINK,
          FLINK_DEDUP,
          DIRECT,
          START_FLINK,
          START_DIRECT,
          ANALYTICS_JAVA,
          ANALYTICS_NODE);

  /** As it stands in options and tables. */
  final String title;

  Job(String title) {
    this.title = title;
  }

  static Optional<Job> of(String title) {
    return Arrays.stream(values()).filter(job -> job.title.equals(title)).findFirst();
  }

  /** Whether it takes so long that it is left out of most rounds. */
  boolean isSlow() {
    return this == ANALYTICS_JAVA || this == ANALYTICS_NODE;
  }

  boolean removesDuplicates() {
    return switch (this) {
      case FLINK_DEDUP, RECONCILE, POSTGRESQL, MARIADB -> true;
      case LOOP, FLINK, DIRECT, START_FLINK, START_DIRECT, ANALYTICS_JAVA, ANALYTICS_NODE -> false;
    };
  }

  /** How much it is given when so much was asked for. */
  DataSize size(DataSize asked) {
    return switch (this) {
      // It holds all of a run in memory.
      case DIRECT -> asked.rows() < 100_000 ? asked : new DataSize(100_000, 200_000);
      case START_FLINK, START_DIRECT -> new DataSize(1_000, 200);
      case LOOP,
          FLINK,
          FLINK_DEDUP,
          RECONCILE,
          POSTGRESQL,
          MARIADB,
          ANALYTICS_JAVA,
          ANALYTICS_NODE ->
          asked;
    };
  }
}
