package io.github.mailmodosource.commandline;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Java's properties, with the line of each. {@link Properties} itself does not tell lines, so it
 * gets them one by one, each with those that continue it.
 */
final class PropertiesOptions {
  private PropertiesOptions() {}

  static List<GivenOption> read(String file, String text) {
    List<GivenOption> given = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int at = 0; at < lines.size(); at++) {
      String place = file + ", line " + (at + 1);
      StringBuilder whole = new StringBuilder(lines.get(at));
      while (!isComment(whole) && isContinued(lines.get(at)) && at + 1 < lines.size()) {
        at++;
        whole.append('\n').append(lines.get(at));
      }
      Properties property = property(place, whole.toString());
      for (String name : property.stringPropertyNames()) {
        given.add(new GivenOption(name, property.getProperty(name), place));
      }
    }
    return given;
  }

  private static Properties property(String place, String line) {
    Properties property = new Properties();
    try {
      property.load(new StringReader(line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          place + ": a \\u is not followed by four hexadecimal digits; write \\\\ for a backslash");
    }
    return property;
  }

  private static boolean isComment(CharSequence line) {
    String text = line.toString().stripLeading();
    return text.startsWith("#") || text.startsWith("!");
  }

  /** An odd number of backslashes at its end. */
  private static boolean isContinued(String line) {
    int backslashes = 0;
    while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }
}
