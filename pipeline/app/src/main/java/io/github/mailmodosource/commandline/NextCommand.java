package io.github.mailmodosource.commandline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A command that goes on from where another one ended, made of what the user wrote: how the program
 * was called, and the options of the command line. What stood in a file or in the environment
 * stands there still.
 */
public final class NextCommand {
  private final List<String> program;
  private final String command;
  private final List<GivenOption> options;

  private NextCommand(List<String> program, String command, List<GivenOption> options) {
    this.program = program;
    this.command = command;
    this.options = options;
  }

  static NextCommand same(String command, List<GivenOption> options) {
    return new NextCommand(Invocation.words(), command, options);
  }

  /**
   * Another command, with those of the options that it has.
   *
   * @param all the commands that there are
   */
  @Nullable NextCommand as(String other, Collection<Command> all) {
    for (Command known : all) {
      if (known.name().equals(other)) {
        KnownOptions its = KnownOptions.of(known, all);
        return new NextCommand(
            program, other, options.stream().filter(option -> its.has(option.name())).toList());
      }
    }
    return null;
  }

  /** With an option, in place of what was given for it. */
  public NextCommand with(String option, String value) {
    List<GivenOption> changed = new ArrayList<>(without(option).options);
    changed.add(new GivenOption(option, value, GivenOption.COMMAND_LINE));
    return new NextCommand(program, command, changed);
  }

  /** Without what the command line gives for an option. */
  public NextCommand without(String option) {
    return new NextCommand(
        program, command, options.stream().filter(given -> !given.name().equals(option)).toList());
  }

  /** With values as others than the user may see them. */
  public NextCommand shown(UnaryOperator<GivenOption> shown) {
    return new NextCommand(program, command, options.stream().map(shown).toList());
  }

  /** The options that it gives. */
  public List<GivenOption> options() {
    return options;
  }

  /** The words behind the command. */
  public List<String> words() {
    return options.stream().map(GivenOption::word).toList();
  }

  /** One line, as a shell takes it. */
  public String line() {
    List<String> all = new ArrayList<>(program);
    all.add(command);
    all.addAll(words());
    return all.stream().map(ShellWord::of).collect(Collectors.joining(" "));
  }

  /** Which command, without values that may be somebody's. */
  @Override
  public String toString() {
    return "NextCommand[" + command + "]";
  }
}
