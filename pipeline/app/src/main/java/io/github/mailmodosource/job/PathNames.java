package io.github.mailmodosource.job;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Names of files and folders, as options have them: paths of this machine, and URIs. */
public final class PathNames {
  private static final Pattern LOCAL_SCHEME = Pattern.compile("^file:(//)?(?=/)");
  private static final Pattern SLASHES_AT_END = Pattern.compile("(?<=.)/+$");

  private PathNames() {}

  /** Whether it names something on this machine, where it has no scheme any more. */
  public static boolean isLocal(String name) {
    return !name.contains("://");
  }

  /** A local one without {@code file://}; the others as they are. */
  public static String withoutScheme(String name) {
    return LOCAL_SCHEME.matcher(name).replaceFirst("");
  }

  /** Whether it means another file in another folder. */
  static boolean isRelative(String name) {
    return isLocal(withoutScheme(name)) && !withoutScheme(name).startsWith("/");
  }

  /** A relative one from the root on; the others as they are. */
  static String absolute(String name) {
    return isRelative(name) && !name.isBlank()
        ? Path.of("").toAbsolutePath() + "/" + withoutScheme(name)
        : name;
  }

  /** A folder's as files are named in it: without a scheme if it is local, and without a slash. */
  static String folder(String name) {
    return withoutSlash(withoutScheme(name));
  }

  /** A folder's without a slash at its end; the root keeps its own. */
  public static String withoutSlash(String folder) {
    return SLASHES_AT_END.matcher(folder).replaceFirst("");
  }
}
