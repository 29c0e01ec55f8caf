package io.github.mailmodosource.commandline;

import java.beans.Introspector;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsRegistrar;
import org.jspecify.annotations.Nullable;

/**
 * The options that a command can be given: its own, and those of Beam, its runners and its file
 * systems, as far as they are on the class path. Beam's factory knows them too, but it logs, and
 * how that is done is an option.
 */
final class KnownOptions {
  /** What begins the name of a variable that is an option. */
  static final String PREFIX = "MAILMODO_SOURCE_";

  private static final Pattern WORDS =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

  private final String command;

  /** The options of the command, and the type of each. */
  private final SortedMap<String, Class<?>> own;

  private final Set<String> ofOthers = new TreeSet<>();

  private KnownOptions(String command, SortedMap<String, Class<?>> own) {
    this.command = command;
    this.own = own;
  }

  /** The options of a command, and those that only other commands have. */
  static KnownOptions of(Command command, Collection<Command> all) {
    SortedMap<String, Class<?>> own = ofBeam();
    own.putAll(options(command.options()));
    KnownOptions known = new KnownOptions(command.name(), own);
    for (Command other : all) {
      known.ofOthers.addAll(options(other.options()).keySet());
    }
    known.ofOthers.removeAll(own.keySet());
    return known;
  }

  /** Beam's own, and what the class path brings along. */
  static SortedMap<String, Class<?>> ofBeam() {
    SortedMap<String, Class<?>> all = options(PipelineOptions.class);
    for (PipelineOptionsRegistrar registrar :
        ServiceLoader.load(PipelineOptionsRegistrar.class, KnownOptions.class.getClassLoader())) {
      registrar.getPipelineOptions().forEach(type -> all.putAll(options(type)));
    }
    return all;
  }

  /** The options of an interface, by name, and the type of each. */
  static SortedMap<String, Class<?>> options(Class<?> type) {
    SortedMap<String, Class<?>> options = new TreeMap<>();
    for (Method method : type.getMethods()) {
      if (method.getName().matches("set[A-Z].*") && method.getParameterCount() == 1) {
        options.put(
            Introspector.decapitalize(method.getName().substring(3)),
            method.getParameterTypes()[0]);
      }
    }
    return options;
  }

  /** {@code MAILMODO_SOURCE_REQUESTS_PER_SECOND} for {@code requestsPerSecond}. */
  static String variable(String option) {
    return PREFIX + WORDS.matcher(option).replaceAll("_").toUpperCase(Locale.ROOT);
  }

  boolean has(String option) {
    return own.containsKey(option);
  }

  /** Whether it is nothing to this command, but to another: all of them may share a file. */
  boolean isOfAnotherCommand(String option) {
    return ofOthers.contains(option);
  }

  /** The option whose variable this is, of this command; null if it has none. */
  @Nullable String ofVariable(String variable) {
    return byVariable(own.keySet()).get(variable);
  }

  boolean isVariableOfAnotherCommand(String variable) {
    return byVariable(ofOthers).containsKey(variable);
  }

  private static Map<String, String> byVariable(Collection<String> options) {
    Map<String, String> variables = new TreeMap<>();
    options.forEach(option -> variables.put(variable(option), option));
    return variables;
  }

  /** The line for a name that no command has. */
  UsageException unknown(String option) {
    return unknown("", option, own.keySet());
  }

  /** The same, as it stands on the command line. */
  UsageException unknownOption(String option) {
    return unknown("--", option, own.keySet());
  }

  /** The line for a variable that no command has. */
  UsageException unknownVariable(String variable) {
    return unknown("", variable, byVariable(own.keySet()).keySet());
  }

  private UsageException unknown(String dashes, String name, Collection<String> known) {
    String guess = NearestName.of(name, known);
    return new UsageException(
        dashes
            + name
            + " is not an option"
            + (guess == null ? "" : "; did you mean " + dashes + guess + "?")
            + " ("
            + command
            + " --help lists the options)");
  }
}
