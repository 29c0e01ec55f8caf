package io.github.mailmodosource.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks up a secret that an option names: a literal one would stand in the process list.
 *
 * @param option the option without its dashes, for messages
 * @param what what the secret is called, for messages
 */
record NamedSecret(String option, String what) {

  /**
   * @param reference {@code env:NAME} or {@code file:PATH}, or null for none
   * @return the secret without the white space around it, or null for none
   * @throws IllegalArgumentException says in one line what is wrong; never contains what may be a
   *     secret
   */
  @Nullable String resolve(@Nullable String reference, Map<String, String> environment) {
    if (reference == null) {
      return null;
    }
    if (reference.startsWith("env:")) {
      String name = reference.substring(4);
      String value = environment.get(name);
      return notEmpty(value, "the environment variable " + name + " is not set, or is empty");
    }
    if (reference.startsWith("file:")) {
      String path = reference.substring(5);
      return notEmpty(readFile(path), "the file " + path + " is empty");
    }
    throw new IllegalArgumentException(
        "--"
            + option
            + " must be env:NAME or file:PATH, not the "
            + what
            + " itself, because the process list shows options");
  }

  private String readFile(String path) {
    try {
      return Files.readString(Path.of(path));
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException(
          "--" + option + ": the file " + path + " cannot be read", e);
    }
  }

  private String notEmpty(@Nullable String value, String otherwise) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("--" + option + ": " + otherwise);
    }
    return value.strip();
  }
}
