package io.github.mailmodosource.commandline;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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

  /** Options whose values are secrets, or would be if they were given as they must not be. */
  private static final Pattern SECRET =
      Pattern.compile("(?i)--\\w*(key|password|secret|token)\\w*=");

  private OptionErrors() {}

  /**
   * The line for a runner that is not on the class path.
   *
   * @param directIsHere whether the DirectRunner is; the lean jar has none
   */
  static String wrongRunner(String runner, boolean directIsHere) {
    String option = "--runner=" + runner;
    if (directIsHere) {
      return option + " is not a known runner; use DirectRunner or FlinkRunner";
    }
    return DirectRunnerByName.isNamed(runner)
        ? option
            + " is not in this jar, which is for Flink clusters; use --runner=FlinkRunner, or"
            + " mailmodo-source.jar"
        : option + " is not a known runner; use FlinkRunner";
  }

  /** What a value of a type is called; null if any text is one. */
  static @Nullable String meaning(String type) {
    return MEANING.get(type);
  }

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
      return "--"
          + unknown.group(1)
          + " is not an option"
          + (guess == null
              ? ""
              : "; did you mean --"
                  + guess.replaceAll("[\\[\\]']", "").replace(", ", " or --")
                  + "?")
          + " ("
          + command
          + " --help lists the options)";
    }
    Matcher runner = RUNNER.matcher(message);
    if (runner.find()) {
      return wrongRunner(runner.group(1), DirectRunnerByName.isHere());
    }
    if (message.startsWith("expected one element")) {
      return CommandLine.quoted(option) + " is given more than once; give it once";
    }
    Matcher type = TYPE.matcher(message);
    if (type.find()) {
      return option + " is not " + MEANING.getOrDefault(type.group(1), "a value of the right type");
    }
    String shown = SECRET.matcher(option).lookingAt() ? CommandLine.quoted(option) : option;
    return shown + " is not valid: " + message.lines().findFirst().orElse("the reason is unknown");
  }
}
