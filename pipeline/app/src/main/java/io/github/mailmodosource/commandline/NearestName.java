package io.github.mailmodosource.commandline;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.apache.beam.sdk.util.StringUtils;
import org.jspecify.annotations.Nullable;

/** What somebody may have meant. */
public final class NearestName {
  /** As many letters may be wrong, and of a short name fewer. */
  private static final int MOST_WRONG = 4;

  private NearestName() {}

  /** The known name that is most like this one; null if none is like it. */
  public static @Nullable String of(String name, Collection<String> known) {
    String nearest =
        known.stream()
            .min(
                Comparator.comparingInt((String other) -> distance(name, other))
                    .thenComparing(s -> s))
            .orElse(null);
    return nearest != null && distance(name, nearest) <= Math.min(MOST_WRONG, 1 + name.length() / 3)
        ? nearest
        : null;
  }

  /** Hyphens and underscores are no letters, and case does not count. */
  private static int distance(String one, String other) {
    return StringUtils.getLevenshteinDistance(letters(one), letters(other));
  }

  private static String letters(String name) {
    return name.replaceAll("[_-]", "").toLowerCase(Locale.ROOT);
  }
}
