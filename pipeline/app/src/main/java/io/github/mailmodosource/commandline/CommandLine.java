package io.github.mailmodosource.commandline;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.jspecify.annotations.Nullable;

/** The words behind a command: {@code --option=value}, our options and Beam's alike. */
public final class CommandLine {
  /** A word that begins as an option does, with too few dashes or the wrong case perhaps. */
  private static final Pattern NAME = Pattern.compile("(-*[A-Za-z][A-Za-z_-]*)=.*", Pattern.DOTALL);

  private static final Pattern NAMED = Pattern.compile("--([A-Za-z]\\w*)");

  private final String command;
  private final List<String> words;

  /** Where the options stand that the user did not give here. */
  private final Map<String, String> places;

  /** The commands that may follow. */
  private final List<Command> commands;

  public CommandLine(String command, String... words) {
    this(command, Arrays.asList(words), Map.of(), List.of());
  }

  private CommandLine(
      String command, List<String> words, Map<String, String> places, List<Command> commands) {
    this.command = command;
    this.words = words;
    this.places = places;
    this.commands = commands;
  }

  /** The same, which knows what other commands there are. */
  public CommandLine among(Collection<Command> all) {
    return new CommandLine(command, words, places, List.copyOf(all));
  }

  /** A command line that another process had, where the same commands are known. */
  public CommandLine of(String other, List<String> itsWords) {
    return new CommandLine(other, List.copyOf(itsWords), Map.of(), commands);
  }

  /** The same command once more. */
  public NextCommand again() {
    return NextCommand.same(
        command, given().stream().filter(option -> !places.containsKey(option.name())).toList());
  }

  /** Another command, with what it has of these options; null if there is no such command. */
  public @Nullable NextCommand next(String other) {
    return again().as(other, commands);
  }

  /** This command line with options that are given elsewhere, as far as it does not give them. */
  CommandLine with(List<GivenOption> more) {
    List<String> all = new ArrayList<>(words);
    Map<String, String> allPlaces = new LinkedHashMap<>(places);
    for (GivenOption option : more) {
      if (!gives(option.name())) {
        all.add(option.word());
        allPlaces.put(option.name(), option.place());
      }
    }
    return new CommandLine(command, all, allPlaces, commands);
  }

  /** The names of the words that begin as options do. */
  List<String> names() {
    return words.stream().filter(word -> word.startsWith("--")).map(CommandLine::nameIn).toList();
  }

  private static String nameIn(String word) {
    return word.replaceFirst("(?s)^--", "").replaceFirst("(?s)=.*", "");
  }

  /** The options that have a value, in the order in which they were given, and where they stand. */
  public List<GivenOption> given() {
    List<GivenOption> given = new ArrayList<>();
    for (String word : words) {
      String name = nameIn(word);
      int equals = word.indexOf('=');
      given.add(
          new GivenOption(
              name,
              equals < 0 ? "true" : word.substring(equals + 1),
              places.getOrDefault(name, GivenOption.COMMAND_LINE)));
    }
    return given;
  }

  /**
   * What is wrong, and where the options stand that it names: whoever looks at the command line
   * does not see them.
   */
  public UsageException located(UsageException wrong) {
    String places = placesIn(String.valueOf(wrong.getMessage()));
    return places.isEmpty() ? wrong : new UsageException(wrong.getMessage() + places, wrong);
  }

  /** As an end of a message: {@code " (--gate is from nightly.yaml, line 3)"}, or nothing. */
  public String placesIn(String message) {
    Map<String, String> named = new LinkedHashMap<>();
    NAMED
        .matcher(message)
        .results()
        .map(found -> found.group(1))
        .filter(places::containsKey)
        .forEach(option -> named.put(option, String.valueOf(places.get(option))));
    return named.isEmpty()
        ? ""
        : named.entrySet().stream()
            .map(option -> "--" + option.getKey() + " is from " + option.getValue())
            .collect(Collectors.joining("; ", " (", ")"));
  }

  public String command() {
    return command;
  }

  /** The word right behind the command, if it is not an option; null if there is none. */
  @Nullable String firstWord() {
    return words.isEmpty() || words.get(0).startsWith("--") ? null : words.get(0);
  }

  /** Whether the user asks what the options are. */
  public boolean asksForHelp() {
    return words.contains("--help") || words.contains("-h") || words.contains("help");
  }

  /** Whether the user gave this option, so that a default of ours must not replace it. */
  public boolean gives(String option) {
    return valueOf(option) != null;
  }

  /** The last value given for an option, before Beam reads it; null if it is not given. */
  public @Nullable String valueOf(String option) {
    String found = null;
    for (String word : words) {
      if (word.equals("--" + option)) {
        found = "true";
      } else if (word.startsWith("--" + option + "=")) {
        found = word.substring(option.length() + 3);
      }
    }
    return found;
  }

  /**
   * A word as a message may quote it: what stands behind {@code =} may be a secret, whatever is
   * wrong with the name in front of it.
   */
  public static String quoted(String word) {
    return NAME.matcher(word).replaceFirst("$1");
  }

  /**
   * Reads the options, and makes the file systems known that they and the class path name: files
   * are looked up before there is a pipeline.
   *
   * @throws UsageException with one clear line, which holds no value that may be a secret; nor does
   *     its cause, so it has none
   */
  public <T extends PipelineOptions> T parse(Class<T> type) {
    refuseOtherWords();
    PipelineOptionsFactory.register(type);
    T options;
    try {
      refuseBlanks();
      options = PipelineOptionsFactory.fromArgs(words.toArray(new String[0])).as(type);
      if (!gives("runner") && !DirectRunnerByName.isHere()) {
        // The lean jar has but one.
        options.setRunner(FlinkRunner.class);
      }
    } catch (IllegalArgumentException e) {
      throw new UsageException(OptionErrors.explain(e, command, wordAtFault(type)));
    }
    FileSystems.setDefaultPipelineOptions(options);
    return options;
  }

  private void refuseOtherWords() {
    String before = null;
    for (String word : words) {
      if (!word.startsWith("--")) {
        throw new UsageException(
            what(word, before)
                + " is not an option; use --option=value ("
                + command
                + " --help lists the options)");
      }
      before = quoted(word);
    }
  }

  /** Behind an option it is a value that was written as a word of its own, and may be a secret. */
  private static String what(String word, @Nullable String before) {
    String quoted = quoted(word);
    boolean named = !quoted.equals(word);
    return before == null || named ? "'" + quoted + "'" : "the word behind " + before;
  }

  /** Jackson takes white space for 0 or false, and 0 lifts a limit. */
  private void refuseBlanks() {
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals > 0 && word.substring(equals + 1).isBlank()) {
        String type = OptionErrors.meaning(typeOf(word.substring(2, equals)));
        if (type != null) {
          throw new UsageException(word + " is not " + type);
        }
      }
    }
  }

  /** The simple name of an option's type, whoever's it is; empty if it is not known. */
  private static String typeOf(String option) {
    for (Class<?> registered : PipelineOptionsFactory.getRegisteredOptions()) {
      for (Method method : registered.getMethods()) {
        if (method
                .getName()
                .toLowerCase(Locale.ROOT)
                .equals("set" + option.toLowerCase(Locale.ROOT))
            && method.getParameterCount() == 1) {
          return method.getParameterTypes()[0].getSimpleName();
        }
      }
    }
    return "";
  }

  /** The first word that cannot be read alone, else the first option that is given again. */
  private String wordAtFault(Class<? extends PipelineOptions> type) {
    for (String word : words) {
      try {
        PipelineOptionsFactory.fromArgs(word).as(type);
      } catch (IllegalArgumentException e) {
        return word;
      }
    }
    Set<String> given = new HashSet<>();
    for (String word : words) {
      if (!given.add(word.replaceFirst("(?s)=.*", ""))) {
        return word;
      }
    }
    return "the command line";
  }
}
