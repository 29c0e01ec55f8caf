package io.github.mailmodosource.commandline;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in one plain line what Beam found wrong with an option. */
final class OptionErrors {
  private static final Pattern UNKNOWN =
      Pattern.compile("missing a property named '([^']*)'\\.(?: Did you mean (.*?)\\?)?");
  private static final Pattern RUNNER = Pattern.compile("Unknown 'runner' specified '([^']*)'");

  private OptionErrors() {}

  static String explain(IllegalArgumentException e, String command) {
    String message = String.valueOf(e.getMessage());
    Matcher unknown = UNKNOWN.matcher(message);
    if (unknown.find()) {
      String guess = unknown.group(2);
      return "there is no option --"
          + unknown.group(1)
          + (guess == null
              ? ""
              : "; did you mean --"
                  + guess.replaceAll("[\\[\\]']", "").replace(", ", " or --")
                  + "?")
          + " ("
          + command
          + " --help lists them)";
    }
    Matcher runner = RUNNER.matcher(message);
    if (runner.find()) {
      return "there is no runner " + runner.group(1) + ": give DirectRunner or FlinkRunner";
    }
    return message.lines().findFirst().orElse("an option cannot be read");
  }
}
