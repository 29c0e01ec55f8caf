package io.github.mailmodosource.log;

import io.github.mailmodosource.coding.MaskedText;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the user is told of a failure: one line, whatever was quoted in it, and nothing that a log
 * may not have. Error lines end up in the logs of whatever started the command.
 */
public final class UserLine {
  /** Line ends, and what a terminal takes for a command. */
  private static final Pattern CONTROL =
      Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9f}\\x{2028}\\x{2029}]");

  /** A user and a password in an address. */
  private static final Pattern LOGIN = Pattern.compile("(//[^/@:\\s]*):[^/@\\s]*@");

  private UserLine() {}

  /** The line: control characters as escapes, without passwords in addresses, e-mails masked. */
  public static String of(String message) {
    String line = CONTROL.matcher(message).replaceAll(UserLine::escape);
    return MaskedText.of(LOGIN.matcher(line).replaceAll("$1:(password)@"));
  }

  private static String escape(MatchResult control) {
    String escaped =
        switch (control.group()) {
          case "\n" -> "\\n";
          case "\r" -> "\\r";
          case "\t" -> "\\t";
          default -> String.format("\\u%04x", (int) control.group().charAt(0));
        };
    return Matcher.quoteReplacement(escaped);
  }
}
