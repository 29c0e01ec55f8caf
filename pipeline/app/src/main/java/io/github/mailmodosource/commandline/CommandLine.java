package io.github.mailmodosource.commandline;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.jspecify.annotations.Nullable;

/** The words behind a command: {@code --option=value}, our options and Beam's alike. */
public final class CommandLine {
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
   * Reads the options, and makes the file systems known that they and the class path name: files
   * are looked up before there is a pipeline.
   *
   * @throws UsageException with one clear line
   */
  public <T extends PipelineOptions> T parse(Class<T> type) {
    for (String word : words) {
      if (!word.startsWith("--")) {
        throw new UsageException(
            "'"
                + word
                + "' is not an option; use --option=value ("
                + command
                + " --help lists the options)");
      }
    }
    PipelineOptionsFactory.register(type);
    T options;
    try {
      options = PipelineOptionsFactory.fromArgs(words.toArray(new String[0])).as(type);
    } catch (IllegalArgumentException e) {
      throw new UsageException(OptionErrors.explain(e, command, wordAtFault(type)), e);
    }
    FileSystems.setDefaultPipelineOptions(options);
    return options;
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
      if (!given.add(word.replaceFirst("=.*", ""))) {
        return word;
      }
    }
    return "the command line";
  }
}
