package io.github.mailmodosource.rows;

import io.github.mailmodosource.deadletter.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts one CSV row into its cells: RFC 4180 with any delimiter, and, where the file says so, with
 * backslashes as Redshift's and MySQL's unloads write them.
 */
final class CsvCells {
  private static final char QUOTE = '"';
  private static final char BACKSLASH = '\\';

  private final String row;
  private final char delimiter;
  private final boolean backslash;
  private final List<String> cells = new ArrayList<>();
  private int at;

  private CsvCells(String row, char delimiter, boolean backslash) {
    this.row = row;
    this.delimiter = delimiter;
    this.backslash = backslash;
  }

  /**
   * The cells of a row.
   *
   * @throws BadRowException {@code bad_csv}
   */
  static List<String> of(String row, char delimiter, boolean backslash) throws BadRowException {
    return new CsvCells(row, delimiter, backslash).read();
  }

  private List<String> read() throws BadRowException {
    while (true) {
      cells.add(at < row.length() && row.charAt(at) == QUOTE ? quoted() : unquoted());
      if (at == row.length()) {
        return cells;
      }
      at++;
    }
  }

  /** Leaves {@code at} on the delimiter behind the cell, or at the end. */
  private String unquoted() throws BadRowException {
    int start = at;
    boolean escaped = false;
    while (at < row.length() && row.charAt(at) != delimiter) {
      char c = row.charAt(at);
      if (c == '\n' || c == '\r') {
        throw bad("there is a line break outside quotes");
      }
      boolean escape = backslash && c == BACKSLASH;
      escaped |= escape;
      at += escape ? lengthOfEscape() : 1;
    }
    String text = row.substring(start, at);
    // MySQL writes \N for NULL; it is a word, see --nullWords.
    return escaped && !text.equals("\\N") ? unescaped(text) : text;
  }

  private String quoted() throws BadRowException {
    at++;
    int start = at;
    boolean doubled = false;
    boolean escaped = false;
    while (true) {
      if (at >= row.length()) {
        throw bad("a quote is never closed" + hint());
      }
      char c = row.charAt(at);
      if (backslash && c == BACKSLASH) {
        escaped = true;
        at += lengthOfEscape();
      } else if (c != QUOTE) {
        at++;
      } else if (at + 1 < row.length() && row.charAt(at + 1) == QUOTE) {
        doubled = true;
        at += 2;
      } else {
        break;
      }
    }
    String text = row.substring(start, at);
    at++;
    if (at < row.length() && row.charAt(at) != delimiter) {
      throw bad("a quote is closed in the middle of a cell" + hint());
    }
    if (escaped) {
      return unescaped(text);
    }
    return doubled ? text.replace("\"\"", "\"") : text;
  }

  private int lengthOfEscape() {
    return Math.min(row.length() - at, row.startsWith("\r\n", at + 1) ? 3 : 2);
  }

  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean followed = i + 1 < text.length();
      if (c == BACKSLASH && followed) {
        i++;
        plain.append(meantBy(text.charAt(i)));
      } else {
        plain.append(c);
        if (c == QUOTE && followed && text.charAt(i + 1) == QUOTE) {
          i++;
        }
      }
    }
    return plain.toString();
  }

  /** What a backslash and this character stand for, as MySQL's manual lists them. */
  private static char meantBy(char escaped) {
    return switch (escaped) {
      case '0' -> '\0';
      case 'b' -> '\b';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'Z' -> '\u001a';
      default -> escaped;
    };
  }

  private String hint() {
    return !backslash && row.contains("\\\"")
        ? "; if the file escapes quotes by a backslash, set --csvEscape=backslash"
        : "";
  }

  private static BadRowException bad(String message) {
    return new BadRowException(Reason.BAD_CSV, message);
  }
}
