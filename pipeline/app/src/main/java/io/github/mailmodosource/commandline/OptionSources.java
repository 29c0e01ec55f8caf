package io.github.mailmodosource.commandline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The options that a command line does not give: the command line wins over the file that {@code
 * --options} names, and the file over the environment. What another command has is passed over, so
 * that all of them may share a file and variables; what no command has is refused.
 */
public final class OptionSources {
  /** Variables of scripts/mailmodo-source itself. */
  private static final Set<String> OF_THE_LAUNCHER = Set.of(KnownOptions.PREFIX + "CLASSPATH");

  /**
   * What Kubernetes puts into the environment of every container where a service is called as this
   * program is.
   */
  private static final Pattern OF_KUBERNETES =
      Pattern.compile(
          "\\w+_SERVICE_(HOST|PORT(_\\w+)?)=.*|\\w+_PORT(_\\d+_(TCP|UDP|SCTP)\\w*)?=(tcp|udp|sctp)://.*|\\w+_PORT_\\d+_(TCP|UDP|SCTP)_(PROTO|PORT|ADDR)=.*");

  private static final Pattern NAME = Pattern.compile("[A-Za-z]\\w*");

  private static final String REFERENCE = "env:";

  private final KnownOptions known;
  private final Map<String, String> environment;

  private OptionSources(KnownOptions known, Map<String, String> environment) {
    this.known = known;
    this.environment = environment;
  }

  /** Where a command looks for options, of which all commands share the names. */
  public static OptionSources of(
      Command command, Collection<Command> all, Map<String, String> environment) {
    return new OptionSources(KnownOptions.of(command, all), ours(environment));
  }

  /** An empty variable is as none: that is how many tools have one unset. */
  private static Map<String, String> ours(Map<String, String> environment) {
    Map<String, String> ours = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(KnownOptions.PREFIX)
              && !value.isEmpty()
              && !OF_THE_LAUNCHER.contains(name)
              && !OF_KUBERNETES.matcher(name + "=" + value).matches()) {
            ours.put(name, value);
          }
        });
    return ours;
  }

  /**
   * The command line with what stands elsewhere.
   *
   * @throws UsageException with one clear line if the file cannot be read, or something is unknown,
   *     on the command line too
   */
  public CommandLine complete(CommandLine line) {
    refuseUnknown(line);
    List<GivenOption> variables = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    environment.forEach(
        (variable, value) -> {
          String option = known.ofVariable(variable);
          if (option != null) {
            variables.add(new GivenOption(option, value, variable));
          } else if (!known.isVariableOfAnotherCommand(variable)) {
            unknown.add(variable);
          }
        });
    CommandLine withVariables = line.with(variables);
    String file = withVariables.valueOf("options");
    List<GivenOption> inFile;
    try {
      inFile = file == null ? List.of() : known(OptionsFile.read(file));
    } catch (UsageException e) {
      throw withVariables.located(e);
    }
    refuseUnknown(unknown, line.given(), inFile);
    return line.with(inFile.stream().filter(option -> known.has(option.name())).toList())
        .with(variables);
  }

  /** Beam would find it too, half a second later. What does not look like a name is left to it. */
  private void refuseUnknown(CommandLine line) {
    for (String name : line.names()) {
      if (NAME.matcher(name).matches() && !known.has(name)) {
        throw known.unknownOption(name);
      }
    }
  }

  private List<GivenOption> known(List<GivenOption> options) {
    for (GivenOption option : options) {
      if (!known.has(option.name()) && !known.isOfAnotherCommand(option.name())) {
        throw new UsageException(option.place() + ": " + known.unknown(option.name()).getMessage());
      }
    }
    return options;
  }

  /** Whoever keeps a secret in a variable of that name has an option that says so. */
  private void refuseUnknown(
      List<String> variables, List<GivenOption> line, List<GivenOption> inFile) {
    Set<String> secrets =
        Stream.concat(
                Stream.concat(line.stream(), inFile.stream()).map(GivenOption::value),
                environment.values().stream())
            .filter(value -> value.startsWith(REFERENCE))
            .map(value -> value.substring(REFERENCE.length()))
            .collect(Collectors.toSet());
    for (String variable : variables) {
      if (!secrets.contains(variable)) {
        throw known.unknownVariable(variable);
      }
    }
  }
}
