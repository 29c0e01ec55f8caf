package io.github.mailmodosource.protocols;

/** An event is sent as it is, but is more than a tree of JSON can hold, or a pattern can read. */
final class NotComparedException extends Exception {
  private static final long serialVersionUID = 1;

  NotComparedException(Throwable cause) {
    super(cause);
  }
}
