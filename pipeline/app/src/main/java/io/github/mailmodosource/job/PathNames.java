package io.github.mailmodosource.job;

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

  /** A folder's without a slash at its end; the root keeps its own. */
  public static String withoutSlash(String folder) {
    return SLASHES_AT_END.matcher(folder).replaceFirst("");
  }
}
