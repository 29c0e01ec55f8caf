package io.github.mailmodosource.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the key that {@code --acceptWriteKey} names: a literal one would stand in the process
 * list.
 */
final class AcceptedKey {
  private AcceptedKey() {}

  /**
   * @param reference {@code env:NAME} or {@code file:PATH}, or null for any key
   * @return the key without the white space around it, or null for any key
   * @throws IllegalArgumentException says in one line what is wrong; never contains what may be a
   *     secret
   */
  static @Nullable String resolve(@Nullable String reference, Map<String, String> environment) {
    if (reference == null) {
      return null;
    }
    if (reference.startsWith("env:")) {
      String name = reference.substring(4);
      String value = environment.get(name);
      return notEmpty(value, "the environment variable " + name + " is not set or empty");
    }
    if (reference.startsWith("file:")) {
      String path = reference.substring(5);
      return notEmpty(readFile(path), "the file " + path + " is empty");
    }
    throw new IllegalArgumentException(
        "--acceptWriteKey takes env:NAME or file:PATH, not the key itself: the process list shows it");
  }

  private static String readFile(String path) {
    try {
      return Files.readString(Path.of(path));
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException(
          "--acceptWriteKey: the file " + path + " cannot be read", e);
    }
  }

  private static String notEmpty(@Nullable String value, String otherwise) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("--acceptWriteKey: " + otherwise);
    }
    return value.strip();
  }
}
