package io.github.mailmodosource.stream;

import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/** What the folder for the state is called unless the user says it: by the first input. */
final class StateName {
  private static final String PARENT = "state/";
  private static final String DATABASE = "jdbc:";
  private static final int MOST_CHARACTERS = 60;
  private static final int HASH_CHARACTERS = 8;

  /** From the first part of a path on that names several files. */
  private static final Pattern SEVERAL = Pattern.compile("(^|/)[^/]*[*?\\[{].*");

  private static final Pattern SCHEME = Pattern.compile("^file:/*");
  private static final Pattern SPECIAL = Pattern.compile("[^A-Za-z0-9._]+");
  private static final Pattern AT_THE_ENDS = Pattern.compile("^[-.]+|[-.]+$");

  private StateName() {}

  /**
   * The folder: {@code state/data-activity} for {@code /data/activity/*.jsonl}, and {@code
   * state/activity-1f3a…} for a table of that name, by the database.
   *
   * @param activity the value of {@code --activity}; null if it is not given
   * @param rows the name of the table, or the query; null for files
   * @param job what it is called without either
   */
  static String of(@Nullable String activity, @Nullable String rows, String job) {
    if (activity == null || activity.isBlank()) {
      return PARENT + job;
    }
    if (activity.toLowerCase(Locale.ROOT).startsWith(DATABASE)) {
      // Where one database has been read to says nothing of another.
      String table = rows == null || rows.contains(" ") ? "query" : clean(rows);
      return PARENT + table + "-" + hash(activity + "\n" + rows);
    }
    String first = SCHEME.matcher(activity.split(",", 2)[0].strip()).replaceFirst("");
    String folder = clean(SEVERAL.matcher(first).replaceFirst(""));
    String name = folder.isEmpty() ? clean(first) : folder;
    return PARENT + (name.isEmpty() ? job : name);
  }

  private static String clean(String text) {
    String clean = AT_THE_ENDS.matcher(SPECIAL.matcher(text).replaceAll("-")).replaceAll("");
    return clean.length() <= MOST_CHARACTERS
        ? clean
        : clean.substring(0, MOST_CHARACTERS) + "-" + hash(text);
  }

  private static String hash(String text) {
    return DigestUtils.sha256Hex(text).substring(0, HASH_CHARACTERS);
  }
}
