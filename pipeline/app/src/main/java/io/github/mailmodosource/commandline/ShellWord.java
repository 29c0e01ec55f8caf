package io.github.mailmodosource.commandline;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A word as a POSIX shell takes it, in one line. */
public final class ShellWord {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+=,-]+");
  private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f]");

  private ShellWord() {}

  /** As it is if a shell sees nothing in it, else quoted. */
  public static String of(String word) {
    if (PLAIN.matcher(word).matches()) {
      return word;
    }
    // Between quotes a line end is one, so that the command would not be one line any more.
    return CONTROL.matcher(word).find()
        ? "\"$(printf %b "
            + quoted(CONTROL.matcher(word.replace("\\", "\\\\")).replaceAll(ShellWord::escape))
            + ")\""
        : quoted(word);
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  /** As {@code printf %b} reads it; the pattern's replacement takes two backslashes for one. */
  private static String escape(MatchResult control) {
    char c = control.group().charAt(0);
    return c == '\n' ? "\\\\n" : c == '\t' ? "\\\\t" : String.format("\\\\0%03o", (int) c);
  }
}
