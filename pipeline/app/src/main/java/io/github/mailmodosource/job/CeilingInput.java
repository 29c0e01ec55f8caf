package io.github.mailmodosource.job;

import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.runner.Workers;
import io.github.mailmodosource.segment.SegmentSettings;
import org.jspecify.annotations.Nullable;

/** How much a run sends at most, from options. */
public final class CeilingInput {
  private CeilingInput() {}

  /** The settings with the ceilings of the options. */
  public static Checked<SegmentSettings> of(
      CeilingOptions options, Checked<SegmentSettings> segment, Faults faults) {
    Checked<Long> maxEvents =
        faults.check(() -> bound(options, "--maxEvents", options.getMaxEvents()));
    Checked<Long> maxUsers =
        faults.check(() -> bound(options, "--maxUsers", options.getMaxUsers()));
    Checked<Boolean> maxDuration =
        faults.check(
            () -> {
              checkProcess(options, "--maxDuration", TimeLimit.of(options.getMaxDuration()));
              return true;
            });
    return faults.check(
        () -> {
          boolean unused = maxDuration.get();
          return segment.get().toBuilder()
              .maxEvents(maxEvents.get())
              .maxUsers(maxUsers.get())
              .build();
        });
  }

  private static long bound(CeilingOptions options, String option, @Nullable Long value) {
    if (value == null) {
      return 0;
    }
    if (value < 1) {
      throw new UsageException(option + "=" + value + " is out of range; use 1 or more");
    }
    checkProcess(options, option, value);
    return value;
  }

  /** Workers that are lost would take with them what they have counted. */
  private static void checkProcess(CeilingOptions options, String option, @Nullable Object given) {
    if (given != null && Workers.mayBeInSeveralProcesses(options)) {
      throw new UsageException(
          option
              + " is not available on a cluster, where a lost worker would begin to count anew;"
              + " divide the history with --since and --until instead");
    }
  }
}
