package io.github.mailmodosource.bench.generator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What to make.
 *
 * @param rows activity rows
 * @param contacts contacts that Segment knows
 * @param out the folder for the files
 * @param format {@code jsonl} or {@code csv}
 * @param duplicates share of rows that repeat an earlier one, from 0 to 1
 * @param bad share of rows that cannot be read, from 0 to 1
 */
public record GeneratorOptions(
    long rows, long contacts, long seed, String out, String format, double duplicates, double bad) {

  private static final List<String> NAMES =
      List.of("rows", "contacts", "seed", "out", "format", "duplicates", "bad");

  boolean csv() {
    return format.equals("csv");
  }

  /**
   * Reads {@code --name=value} and {@code --name value}.
   *
   * @throws IllegalArgumentException says which option is wrong, and what it may be
   */
  public static GeneratorOptions parse(List<String> args) {
    Map<String, String> given = given(args);
    // Beyond SPAN rows, two rows would share a millisecond.
    long rows = number("rows", required(given, "rows"), 1, Month.SPAN);
    String contacts = given.get("contacts");
    String format = given.getOrDefault("format", "jsonl");
    if (!format.equals("jsonl") && !format.equals("csv")) {
      throw new IllegalArgumentException("--format is jsonl or csv, not " + format);
    }
    return new GeneratorOptions(
        rows,
        contacts == null ? rows / 5 : number("contacts", contacts, 0, 1_000_000_000L),
        number("seed", given.getOrDefault("seed", "1"), Long.MIN_VALUE, Long.MAX_VALUE),
        required(given, "out"),
        format,
        share("duplicates", given.getOrDefault("duplicates", "0.01")),
        share("bad", given.getOrDefault("bad", "0")));
  }

  private static Map<String, String> given(List<String> args) {
    Map<String, String> given = new LinkedHashMap<>();
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      int equals = arg.indexOf('=');
      String name =
          arg.startsWith("--") ? arg.substring(2, equals < 0 ? arg.length() : equals) : "";
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException("unknown option " + arg);
      }
      String value;
      if (equals >= 0) {
        value = arg.substring(equals + 1);
      } else if (i + 1 < args.size() && !args.get(i + 1).startsWith("--")) {
        value = args.get(++i);
      } else {
        throw new IllegalArgumentException("--" + name + " needs a value");
      }
      if (given.put(name, value) != null) {
        throw new IllegalArgumentException("--" + name + " is given twice");
      }
    }
    return given;
  }

  private static String required(Map<String, String> given, String name) {
    String value = given.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new IllegalArgumentException("--" + name + " is missing");
    }
    return value;
  }

  private static long number(String name, String text, long least, long most) {
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    String range = least == Long.MIN_VALUE ? "" : " from " + least + " to " + most;
    throw new IllegalArgumentException(
        "--" + name + " is a whole number" + range + ", not '" + text + "'");
  }

  private static double share(String name, String text) {
    try {
      double share = Double.parseDouble(text);
      if (share >= 0 && share <= 1) {
        return share;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException("--" + name + " is a share from 0 to 1, not '" + text + "'");
  }
}
