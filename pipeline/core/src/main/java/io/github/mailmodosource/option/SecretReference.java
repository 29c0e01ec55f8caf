package io.github.mailmodosource.option;

import io.github.mailmodosource.failure.JobStoppedException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a secret is found: {@code env:NAME} or {@code file:PATH}. Options, job graphs and reports
 * hold this; only a worker reads the secret itself.
 */
public final class SecretReference implements Serializable {
  private static final String ENV = "env:";
  private static final String FILE = "file:";

  private final String reference;

  private SecretReference(String reference) {
    this.reference = reference;
  }

  /**
   * Takes a reference; the secret itself is refused, and not repeated.
   *
   * @throws IllegalArgumentException with one clear line
   */
  public static SecretReference parse(String option) {
    boolean env = option.startsWith(ENV) && option.length() > ENV.length();
    boolean file = option.startsWith(FILE) && option.length() > FILE.length();
    if (!env && !file) {
      throw new IllegalArgumentException(
          "a secret must be named, not given, because options show in the process list and in logs;"
              + " use env:NAME for an environment variable or file:PATH for a file");
    }
    return new SecretReference(option);
  }

  /**
   * The secret, without white space around it.
   *
   * @throws JobStoppedException with one clear line if it is not there
   */
  public String read() {
    String secret =
        (reference.startsWith(ENV)
                ? environment(reference.substring(ENV.length()))
                : file(reference.substring(FILE.length())))
            .strip();
    if (secret.isEmpty()) {
      throw JobStoppedException.of(reference + " is empty; it must hold the secret");
    }
    return secret;
  }

  private static String environment(String name) {
    String value = System.getenv(name);
    if (value == null) {
      throw JobStoppedException.of(
          "the environment variable " + name + " is not set; export it, or name another place");
    }
    return value;
  }

  private static String file(String path) {
    try {
      return Files.readString(Path.of(path));
    } catch (IOException e) {
      throw JobStoppedException.of(
          "the secret's file "
              + path
              + " cannot be read; does it exist, and may this user read it?",
          e);
    }
  }

  /** The reference, never the secret. */
  @Override
  public String toString() {
    return reference;
  }
}
