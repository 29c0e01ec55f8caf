package io.github.mailmodosource.commandline;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.jspecify.annotations.Nullable;

/** The words behind a command: {@code --option=value}, our options and Beam's alike. */
public final class CommandLine {
  /** A word that begins as an option does, with too few dashes or the wrong case perhaps. */
  private static final Pattern NAME = Pattern.compile("(-*[A-Za-z][A-Za-z_-]*)=.*", Pattern.DOTALL);

  private final String command;
  private final List<String> words;

  public CommandLine(String command, String... words) {
    this.command = command;
    this.words = Arrays.asList(words);
  }

  public String command() {
    return command;
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
  @Nullable String valueOf(String option) {
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
