package io.github.mailmodosource.jdbc;

import java.io.Serializable;
import java.util.regex.Pattern;

/** A {@code jdbc:} URL that holds no secret. */
public record DatabaseUrl(String url) implements Serializable {
  /**
   * A parameter that drivers take a secret by, told by how its name ends: {@code sslpassword} is
   * one, {@code sslpasswordcallback} names a class (and Snowflake's {@code passcodeInPassword} is a
   * switch). Keys stand in a URL as paths of files, and only where the name says so as themselves.
   */
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)((?<!passcodeIn)password|passwd|passcode|passphrase|pwd|secret|token|api_?key|clientkey"
              + "|secret(_?access)?_?key|pvtkey|private_?key(_base64)?)\\d?\\s*=\\s*[^;&,)\\s]");

  /** {@code //user:secret@host}, or Oracle's {@code thin:user/secret@host}. */
  private static final Pattern LOGIN = Pattern.compile("//[^/@?;]*:[^/@?;]*@|:thin:[^/@]+/[^@]+@");

  /**
   * Takes a URL; one with a password is refused, and not repeated.
   *
   * @throws IllegalArgumentException with one clear line; {@code option} begins the names of the
   *     options that belong to it, such as {@code activity}
   */
  static DatabaseUrl of(String option, String url) {
    if (holdsSecret(url)) {
      throw new IllegalArgumentException(
          "the URL contains a password or another secret, and options are visible in the process"
              + " list and in logs; remove it, and use --"
              + option
              + "User and --"
              + option
              + "Password=env:NAME (or file:PATH)");
    }
    return new DatabaseUrl(url);
  }

  /** Whether a text, which may hold more than a URL, must not be shown. */
  public static boolean holdsSecret(String text) {
    return SECRET.matcher(text).find() || LOGIN.matcher(text).find();
  }

  public Dialect dialect() {
    return Dialect.of(url);
  }

  /** The URL without its parameters, for messages. */
  @Override
  public String toString() {
    return url.replaceFirst("[?;].*", "");
  }
}
