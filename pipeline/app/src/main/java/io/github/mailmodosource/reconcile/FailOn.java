package io.github.mailmodosource.reconcile;

import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.match.Finding;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Which findings make a run end with exit code 4, as {@code --fail} says it.
 *
 * @param findings any of {@link #WORDS}
 */
record FailOn(Set<Finding> findings) {
  private static final Set<Finding> WORDS =
      EnumSet.of(Finding.MISSING, Finding.MISMATCHED, Finding.UNEXPECTED, Finding.DUPLICATED);

  FailOn {
    findings = Set.copyOf(findings);
  }

  /**
   * Reads {@code missing,mismatched}, or {@code none}.
   *
   * @throws UsageException with one clear line
   */
  static FailOn of(String option) {
    if (option.strip().equals("none")) {
      return new FailOn(Set.of());
    }
    Set<Finding> findings = EnumSet.noneOf(Finding.class);
    for (String word : option.split(",", -1)) {
      findings.add(
          WORDS.stream()
              .filter(finding -> finding.key().equals(word.strip()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new UsageException(
                          "--fail="
                              + option
                              + " is unknown; use one or more of "
                              + String.join(", ", keys())
                              + " with commas between them, or none")));
    }
    return new FailOn(findings);
  }

  /**
   * Whether one of them was found.
   *
   * @param found how often; what is excused is not counted
   */
  boolean hasAny(ToLongFunction<Finding> found) {
    return findings.stream().anyMatch(finding -> found.applyAsLong(finding) > 0);
  }

  private static List<String> keys() {
    return WORDS.stream().map(Finding::key).toList();
  }
}
