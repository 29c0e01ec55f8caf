package io.github.mailmodosource.option;

import io.github.mailmodosource.coding.ByteOrderMark;
import io.github.mailmodosource.failure.JobStoppedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Where a secret is found: {@code env:NAME} or {@code file:PATH}. Options, job graphs and reports
 * hold this; only a worker reads the secret itself.
 */
public final class SecretReference implements Serializable {
  private static final String ENV = "env:";
  private static final String FILE = "file:";

  /** No key and no password is as long. */
  private static final int MOST_BYTES = 1 << 16;

  /**
   * Who writes {@code env:$KEY} for {@code env:KEY} has named the secret itself: what does not look
   * like a name is not repeated.
   */
  private static final Pattern CONVENTIONAL =
      Pattern.compile("[A-Z][A-Z0-9]{0,11}|[A-Z][A-Z0-9]*(_[A-Z0-9]+)+");

  private static final Pattern LOOKS_LIKE_PATH = Pattern.compile("[./\\\\]");
  private static final String UNUSUAL = "(not repeated here: it may be the secret itself)";

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
   * The secret: one line, without white space and byte order mark around it. What is wrong with it
   * is said without its text.
   *
   * @throws JobStoppedException with one clear line if it is not there, or is more than a line
   */
  public String read() {
    String secret =
        trimmed(
            reference.startsWith(ENV)
                ? environment(reference.substring(ENV.length()))
                : file(reference.substring(FILE.length())));
    if (secret.isEmpty()) {
      throw JobStoppedException.of(reference + " is empty; it must hold the secret");
    }
    if (secret.chars().anyMatch(Character::isISOControl)) {
      throw JobStoppedException.of(
          reference
              + (secret.lines().count() > 1
                  ? " has more than one line; it must hold the secret alone, in one line"
                  : " has control characters in it; it must hold the secret alone, as text"));
    }
    return secret;
  }

  /**
   * A value of an option that should be a reference, as it may be shown: {@code env:NAME} and
   * {@code file:PATH}, and nothing of what may be the secret itself.
   */
  public static String shown(String option) {
    boolean named =
        option.startsWith(ENV)
            ? CONVENTIONAL.matcher(option.substring(ENV.length())).matches()
            : option.startsWith(FILE) && LOOKS_LIKE_PATH.matcher(option).find();
    return named ? option : UNUSUAL;
  }

  private static String environment(String name) {
    String value = System.getenv(name);
    if (value == null) {
      throw JobStoppedException.of(
          "the environment variable "
              + (CONVENTIONAL.matcher(name).matches() ? name : UNUSUAL)
              + " is not set; export it, or name another place");
    }
    return value;
  }

  private static String file(String path) {
    byte[] bytes;
    // Not all of it whatever it is: it may be /dev/zero.
    try (InputStream in = Files.newInputStream(Path.of(path))) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    } catch (IOException | InvalidPathException e) {
      throw JobStoppedException.of(
          "the secret's file "
              + (LOOKS_LIKE_PATH.matcher(path).find() ? path.replace('\0', '?') : UNUSUAL)
              + " cannot be read; does it exist, and may this user read it?");
    }
    if (bytes.length > MOST_BYTES) {
      throw JobStoppedException.of(
          "the secret's file "
              + path
              + " is larger than "
              + MOST_BYTES
              + " bytes; is it the right one?");
    }
    try {
      // Windows writes what is redirected to a file in UTF-16, with a byte order mark.
      Charset charset = ByteOrderMark.charset(bytes, bytes.length);
      return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw JobStoppedException.of(
          "the secret's file " + path + " is not text in UTF-8; is it the right one?");
    }
  }

  private static String trimmed(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isAround(text.charAt(start))) {
      start++;
    }
    while (end > start && isAround(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isAround(char c) {
    return Character.isWhitespace(c) || c == ByteOrderMark.CHARACTER;
  }

  /** The reference, never the secret. */
  @Override
  public String toString() {
    return reference;
  }
}
