package io.github.mailmodosource.commandline;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * {@code completion bash} and {@code completion zsh}: a script for the shell, which then completes
 * commands, their options, and values that are words or files. It is made of the same interfaces as
 * the options themselves.
 */
public final class Completion {
  public static final String NAME = "completion";
  public static final String PURPOSE = "prints a script that completes commands in bash or zsh";
  public static final List<String> EXAMPLES =
      List.of(
          "source <(mailmodo-source completion bash)",
          "mailmodo-source completion zsh > ~/.zfunc/_mailmodo-source");

  private static final List<String> SHELLS = List.of("bash", "zsh");

  /** Beside the options of an interface, every command has this one. */
  private static final String HELP = "--help";

  private Completion() {}

  /** Prints the script of one shell. */
  public static int run(CommandLine line, Collection<Command> commands, PrintStream out) {
    String shell = line.firstWord();
    if (shell == null || !SHELLS.contains(shell)) {
      throw new UsageException(
          (shell == null ? "the shell is missing" : "'" + shell + "' is not a known shell")
              + "; use completion "
              + String.join(" or completion ", SHELLS));
    }
    SortedMap<String, Class<?>> shared = KnownOptions.ofBeam();
    String script =
        template(shell)
            .replace("@COMMANDS@", String.join(" ", commands.stream().map(Command::name).toList()))
            .replace("@SHARED@", words(shared))
            .replace("@FLAGS@", flags(commands, shared))
            .replace(
                "@CASES@",
                commands.stream()
                    .map(command -> aCase(command, shared))
                    .collect(Collectors.joining("\n")))
            .replace(
                "@PURPOSES@",
                commands.stream()
                    .map(command -> "'" + command.name() + ":" + quoted(command.purpose()) + "'")
                    .collect(Collectors.joining("\n      ")));
    out.print(script);
    return ExitCode.DONE;
  }

  private static String aCase(Command command, SortedMap<String, Class<?>> shared) {
    SortedMap<String, Class<?>> own = KnownOptions.options(command.options());
    own.keySet().removeAll(shared.keySet());
    return "    " + command.name() + ") options=\"" + HELP + " " + words(own) + "\" ;;";
  }

  private static String words(Map<String, Class<?>> options) {
    return options.keySet().stream()
        .map(option -> "--" + option + "=")
        .collect(Collectors.joining(" "));
  }

  /** Options that are true or false, as alternatives of a shell's pattern. */
  private static String flags(Collection<Command> commands, Map<String, Class<?>> shared) {
    List<Map<String, Class<?>>> all = new ArrayList<>(List.of(shared));
    commands.forEach(command -> all.add(KnownOptions.options(command.options())));
    TreeSet<String> flags = new TreeSet<>();
    for (Map<String, Class<?>> options : all) {
      options.forEach(
          (option, type) -> {
            if (type == boolean.class || type == Boolean.class) {
              flags.add("--" + option);
            }
          });
    }
    return String.join("|", flags);
  }

  /** A quote ends a shell's string, and a colon zsh's name of a word. */
  private static String quoted(String text) {
    return text.replace("'", "'\\''");
  }

  private static String template(String shell) {
    try (InputStream in = Completion.class.getResourceAsStream("completion." + shell)) {
      if (in == null) {
        throw new IllegalStateException("the template for " + shell + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** It has no options but those of all commands. */
  public interface CompletionOptions extends OptionsFileOptions, LogOptions {}
}
