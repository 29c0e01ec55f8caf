package io.github.mailmodosource.rows;

import io.github.mailmodosource.deadletter.Reason;

/** A row that cannot be read: data, not a bug. It becomes a dead letter. */
public final class BadRowException extends Exception {
  private final Reason reason;

  public BadRowException(Reason reason, String message) {
    // Rows are bad by the million when a file is: a stack trace each would cost more than parsing.
    super(message, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** What is wrong with the row, in words; never null. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
