package io.github.mailmodosource.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mailmodosource.commandline.CommandLine;
import io.github.mailmodosource.commandline.NextCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The words that a job was submitted with whose end nobody waits for: the cluster keeps them, and
 * shows them to everybody who asks it.
 */
public final class SubmittedWords {
  /** The option that has them. */
  public static final String OPTION = "submittedWords";

  private static final ObjectMapper JSON = new ObjectMapper();

  private SubmittedWords() {}

  /** As the cluster keeps them. */
  static String of(CommandLine commandLine) {
    NextCommand shown = commandLine.again().shown(ShownOption::of);
    try {
      return JSON.writeValueAsString(shown.words());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts can be written", e);
    }
  }

  /**
   * The command line that a job was submitted with.
   *
   * @param kept what the cluster kept; null if a version of before submitted it
   * @param now of the command that asks, which knows the commands that there are
   */
  public static @Nullable CommandLine read(String command, @Nullable String kept, CommandLine now) {
    if (kept == null) {
      return null;
    }
    try {
      List<String> words = JSON.readValue(kept, new TypeReference<List<String>>() {});
      return now.of(command, words);
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
