package io.github.mailmodosource.rows;

/**
 * Rows changed while they were read, as when a file is being written. What was read of them is
 * worth nothing; reading them again may go well.
 */
public final class RowsChangedException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * What changed.
   *
   * @param message one line, with the name of the file
   */
  public RowsChangedException(String message) {
    super(message);
  }
}
