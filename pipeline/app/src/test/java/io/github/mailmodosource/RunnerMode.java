package io.github.mailmodosource;

import java.util.List;

/** The ways to run a bounded job that must all give the same. */
public enum RunnerMode {
  /** With the checks that {@code send} turns off: no step may change an element. */
  DIRECT("--runner=DirectRunner --enforceImmutability=true --enforceEncodability=true"),
  FLINK_BATCH("--runner=FlinkRunner --flinkMaster=[local] --parallelism=2"),
  FLINK_DATA_STREAM(
      "--runner=FlinkRunner --flinkMaster=[local] --parallelism=2 --useDataStreamForBatch=true");

  private final String options;

  RunnerMode(String options) {
    this.options = options;
  }

  List<String> options() {
    return List.of(options.split(" ", -1));
  }
}
