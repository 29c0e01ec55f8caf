package io.github.mailmodosource.check;

import io.github.mailmodosource.commandline.CommandLine;
import io.github.mailmodosource.commandline.GivenOption;
import io.github.mailmodosource.jdbc.DatabaseUrl;
import io.github.mailmodosource.option.SecretReference;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The options that were given, and where, without what nobody may see. */
final class GivenLines {
  /** Options that name a secret, or would hold it if they were given as they must not be. */
  private static final Pattern SECRET =
      Pattern.compile("(?i)\\w*(key|password|secret|token|credential)\\w*");

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
    String value = option.value();
    if (SECRET.matcher(option.name()).matches()) {
      return SecretReference.shown(value);
    }
    if (DatabaseUrl.holdsSecret(value)) {
      return "(not repeated here: it contains a password or another secret)";
    }
    return value.length() <= MOST_CHARACTERS ? value : value.substring(0, MOST_CHARACTERS) + "…";
  }
}
