package io.github.mailmodosource.commandline;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in one plain line what Beam found wrong with an option. */
final class OptionErrors {
  private static final Pattern UNKNOWN =
      Pattern.compile(
          "missing a property named '([^']*)'\\.(?: Did you mean (?:one of )?(.*?)\\?)?");
  private static final Pattern RUNNER = Pattern.compile("Unknown 'runner' specified '([^']*)'");

  private static final Pattern TYPE =
      Pattern.compile("Cannot deserialize value of type `(?:java\\.lang\\.)?(\\w+)`");

  private static final Map<String, String> MEANING =
      Map.of(
          "Integer", "a whole number",
          "int", "a whole number",
          "Long", "a whole number",
          "long", "a whole number",
          "Double", "a number",
          "double", "a number",
          "Boolean", "true or false",
          "boolean", "true or false");

  private OptionErrors() {}

  /**
   * The line for the user.
   *
   * @param option the word at fault, which Beam does not name if only its value is wrong
   */
  static String explain(IllegalArgumentException e, String command, String option) {
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
    if (message.startsWith("expected one element")) {
      return option.replaceFirst("=.*", "") + " is given more than once: give it once";
    }
    Matcher type = TYPE.matcher(message);
    if (type.find()) {
      return option
          + " cannot be read as "
          + MEANING.getOrDefault(type.group(1), "a value of its kind");
    }
    return option + " cannot be read: " + message.lines().findFirst().orElse("no reason is known");
  }
}
