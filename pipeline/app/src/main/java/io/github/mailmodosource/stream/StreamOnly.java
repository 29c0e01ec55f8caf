package io.github.mailmodosource.stream;

import io.github.mailmodosource.commandline.CommandLine;
import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.job.WatchingOptions;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Refuses options of a run without end in a run that would leave them out without a word. */
public final class StreamOnly {
  private StreamOnly() {}

  /**
   * Checks the options of a command that reads what there is.
   *
   * @throws UsageException with one clear line for the first that has no meaning
   */
  public static void check(CommandLine commandLine) {
    for (String option : options()) {
      if (commandLine.gives(option)) {
        throw new UsageException(
            "--" + option + " is for runs without end; add --streaming, or leave it out");
      }
    }
  }

  /** Their names, without dashes. */
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
