package io.github.mailmodosource.commandline;

/**
 * An option that has a value, and where it was given.
 *
 * @param name without dashes
 * @param place as people read it: {@code nightly.yaml, line 3}, or the name of a variable
 */
public record GivenOption(String name, String value, String place) {
  /** The place of what was not given elsewhere. */
  public static final String COMMAND_LINE = "the command line";

  String word() {
    return "--" + name + "=" + value;
  }

  /** The name and the place: the value may be a secret that was given in a wrong way. */
  @Override
  public String toString() {
    return "--" + name + " (" + place + ")";
  }
}
