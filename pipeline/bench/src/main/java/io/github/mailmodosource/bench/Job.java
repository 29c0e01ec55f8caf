package io.github.mailmodosource.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What takes its turns. */
enum Job {
  LOOP("loop"),
  TUNED("tuned-loop"),
  FLINK("flink"),
  FLINK_DEDUP("flink-dedup"),
  SHIPPED("shipped"),
  DATASTREAM("datastream"),
  DATASTREAM_DEDUP("datastream-dedup"),
  DIRECT("direct"),
  BARE_FLINK("bare-flink"),
  START_FLINK("start-flink"),
  BARE_DIRECT("bare-direct"),
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
          TUNED,
          FLINK,
          FLINK_DEDUP,
          SHIPPED,
          DATASTREAM,
          DATASTREAM_DEDUP,
          DIRECT,
          BARE_FLINK,
          START_FLINK,
          BARE_DIRECT,
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

  /** Whether it is no job of ours, but the least that a runner can be given. */
  boolean isBare() {
    return this == BARE_FLINK || this == BARE_DIRECT;
  }

  boolean removesDuplicates() {
    return switch (this) {
      case FLINK_DEDUP, DATASTREAM_DEDUP, SHIPPED, RECONCILE, POSTGRESQL, MARIADB -> true;
      default -> false;
    };
  }

  /** How much it is given when so much was asked for. */
  DataSize size(DataSize asked) {
    return switch (this) {
      // It holds all of a run in memory.
      case DIRECT -> asked.rows() < 100_000 ? asked : new DataSize(100_000, 200_000);
      case BARE_FLINK, START_FLINK, BARE_DIRECT, START_DIRECT -> new DataSize(1_000, 200);
      default -> asked;
    };
  }
}
