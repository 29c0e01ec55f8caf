package io.github.mailmodosource.match;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A line of {@code --combined}: what became of an id, in the words of {@code rclone check}.
 *
 * <pre>
 * = id  matched
 * - id  missing in the warehouse
 * * id  mismatched
 * + id  unexpected
 * ! id  in the warehouse, and could not be judged: its activity lies outside of the judged period
 * </pre>
 *
 * <p>An id has one line. If there is more to say of it, because it stands in the tables of several
 * events, the line says the worst.
 */
final class CombinedLine {
  /** The worst first. */
  private static final List<Finding> FINDINGS =
      List.of(Finding.MISSING, Finding.MISMATCHED, Finding.UNEXPECTED, Finding.MATCHED);

  private static final String SIGNS = "-*+=";

  private CombinedLine() {}

  /**
   * The line, without its end.
   *
   * @param found all that was found of the id; nothing if it could not be judged
   */
  static String of(String id, List<Difference> found) {
    Set<Finding> findings =
        found.stream().map(Difference::finding).collect(Collectors.toUnmodifiableSet());
    char sign =
        FINDINGS.stream()
            .filter(findings::contains)
            .findFirst()
            .map(worst -> SIGNS.charAt(FINDINGS.indexOf(worst)))
            .orElse('!');
    // An id that is not ours may hold anything.
    return sign + " " + id.replaceAll("\\R", " ");
  }
}
