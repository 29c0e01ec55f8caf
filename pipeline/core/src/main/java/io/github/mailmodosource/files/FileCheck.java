package io.github.mailmodosource.files;

import io.github.mailmodosource.rows.FirstRows;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the first rows of each new file before any of them is handed on. A file that does not
 * pass becomes one dead letter instead of one for each of its rows.
 */
@FunctionalInterface
public interface FileCheck extends Serializable {
  /** How many rows are looked at, at most. */
  int ROWS = 1_000;

  /**
   * What is wrong with a file; null if nothing is.
   *
   * @param first its first rows: at least one
   * @return one line that names the file and says how to fix it
   */
  @Nullable String fault(FirstRows first);
}
