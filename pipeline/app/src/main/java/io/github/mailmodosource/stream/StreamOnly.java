package io.github.mailmodosource.stream;

import io.github.mailmodosource.commandline.CommandLine;
import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.job.ActivityInput;
import io.github.mailmodosource.job.ActivityOptions;
import io.github.mailmodosource.job.WatchingOptions;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Refuses options that a run would leave out without a word, because it has an end or has none. */
public final class StreamOnly {
  private static final List<String> OF_TABLES =
      List.of("activityCursorColumn", "pollInterval", "pollLag");

  private StreamOnly() {}

  /**
   * Checks the options of a command that reads what there is.
   *
   * @throws UsageException with one clear line for the first that has no meaning
   */
  public static void check(CommandLine commandLine) {
    for (String option : options()) {
      refuse(commandLine, option, "is for runs without end; add --streaming, or leave it out");
    }
  }

  /**
   * Checks the options of a command that goes on without end.
   *
   * @throws UsageException with one clear line for the first that has no meaning
   */
  public static void checkWithoutEnd(CommandLine commandLine, ActivityOptions activity) {
    refuse(
        commandLine,
        "minRows",
        "is for runs that end; leave it out with --streaming, and watch"
            + " mailmodo_source_rows_total of --metricsPort");
    refuse(
        commandLine,
        "maxDeadLetters",
        "is for runs that end; leave it out with --streaming, and watch"
            + " mailmodo_source_dead_letters_total of --metricsPort");
    refuse(
        commandLine,
        "progress",
        "is for runs that end; leave it out with --streaming, which tells of itself each"
            + " --funnelInterval");
    refuse(
        commandLine,
        "resume",
        "is for runs that end; leave it out with --streaming, which goes on from --state");
    refuse(
        commandLine,
        "trackingPlan",
        "is for runs that end; leave it out with --streaming, and run preview with it on some files");
    for (String ceiling : List.of("maxEvents", "maxUsers", "maxDuration")) {
      refuse(commandLine, ceiling, "is for runs that end; leave it out with --streaming");
    }
    if (!commandLine.gives("metricsPort")) {
      refuse(
          commandLine,
          "metricsHost",
          "is the address of --metricsPort; add --metricsPort, or leave it out");
    }
    if (activity.getActivity() == null) {
      // That it is missing is told by itself.
      return;
    }
    if (!ActivityInput.hasTable(activity)) {
      OF_TABLES.forEach(
          option ->
              refuse(
                  commandLine,
                  option,
                  "is for a table, and --activity names only files; leave it out"));
    }
    if (!ActivityInput.hasFiles(activity)) {
      refuse(
          commandLine,
          "watchInterval",
          "is for files, and --activity names only a table; leave it out");
    }
  }

  private static void refuse(CommandLine commandLine, String option, String why) {
    if (commandLine.gives(option)) {
      throw new UsageException("--" + option + " " + why);
    }
  }

  /** The names of the options of runs without end, without dashes. */
  public static List<String> options() {
    return Stream.of(WatchingOptions.class, StreamOptions.class)
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .map(Method::getName)
        .filter(name -> name.startsWith("set"))
        .map(name -> name.substring(3, 4).toLowerCase(Locale.ROOT) + name.substring(4))
        .filter(name -> !name.equals("streaming"))
        .sorted()
        .toList();
  }
}
