package io.github.mailmodosource.check;

import io.github.mailmodosource.commandline.CommandLine;
import io.github.mailmodosource.commandline.GivenOption;
import io.github.mailmodosource.job.ShownOption;
import java.util.ArrayList;
import java.util.List;

/** The options that were given, and where, without what nobody may see. */
final class GivenLines {
  private static final int MOST_CHARACTERS = 200;

  private GivenLines() {}

  /** A line for each, its place behind it. */
  static List<String> of(CommandLine commandLine) {
    List<String> lines = new ArrayList<>();
    List<GivenOption> given = commandLine.given();
    lines.add(given.isEmpty() ? "No option is given." : "Given:");
    for (GivenOption option : given) {
      lines.add("  --" + option.name() + "=" + shown(option) + "  (" + option.place() + ")");
    }
    return lines;
  }

  private static String shown(GivenOption option) {
    String value = ShownOption.value(option);
    return value.length() <= MOST_CHARACTERS ? value : value.substring(0, MOST_CHARACTERS) + "…";
  }
}
